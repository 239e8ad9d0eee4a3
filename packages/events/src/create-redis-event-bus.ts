import { randomUUID } from 'node:crypto';

import { Redis, type RedisOptions } from 'ioredis';

import type { EventBus } from './event-bus.ts';
import { LocalTopics } from './local-topics.ts';

const channel = 'signalbox';
/** Longest message in bytes, as on the other buses. */
const maxMessageBytes = 7900;
/** Messages that Redis has not taken yet; further ones are dropped, and listeners told of the gap. */
const maxInFlight = 10_000;
/** Time between two looks whether Redis answers; while it does not, listeners read the database as often. */
const beatMs = 2000;
/** Redis answers at once or is not there. */
const answerMs = 1500;

const options = {
  connectionName: 'signalbox events',
  lazyConnect: true,
  // what can't be sent now is a gap: it is told, and nothing waits
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  connectTimeout: answerMs,
  socketTimeout: answerMs,
  retryStrategy: (times: number) => Math.min(100 * times, beatMs),
} satisfies RedisOptions;

/** From whom, on which topic, what; without the last two it says that messages were lost. */
type Message = readonly [sender: string, topic: string, message: string] | readonly [sender: string];

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Anybody who may connect to Redis may send on the channel. */
const parseMessage = (payload: string): Message | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (!isList(value)) return undefined;
  const [sender, topic, message] = value;
  if (typeof sender !== 'string') return undefined;
  if (value.length === 1) return [sender];
  return typeof topic === 'string' && typeof message === 'string' ? [sender, topic, message] : undefined;
};

class RedisEventBus implements EventBus {
  readonly #sender = randomUUID();
  readonly #topics = new LocalTopics();
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #beats: NodeJS.Timeout;
  readonly #log: (message: string) => void;
  #inFlight = 0;
  #hasLost = false;
  #isAway = false;

  constructor(url: string, log: (message: string) => void) {
    this.#log = log;
    this.#publisher = new Redis(url, options);
    this.#subscriber = new Redis(url, options);
    this.#publisher.on('error', (error: Error) => this.#miss(error));
    this.#subscriber.on('error', (error: Error) => this.#miss(error));
    this.#publisher.on('ready', () => void this.#tellLoss());
    this.#subscriber.on('ready', () => void this.#listen());
    this.#subscriber.on('message', (_, payload: string) => this.#receive(payload));
    this.#beats = setInterval(() => void this.#beat(), beatMs).unref();
  }

  async connect(): Promise<void> {
    await Promise.allSettled([this.#publisher.connect(), this.#subscriber.connect()]);
    await this.#listen();
  }

  publish(topic: string, message: string): void {
    queueMicrotask(() => this.#topics.deliver(topic, message));
    const payload = JSON.stringify([this.#sender, topic, message] satisfies Message);
    const bytes = Buffer.byteLength(payload);
    if (bytes <= maxMessageBytes) return void this.#send(payload);
    this.#log(`A live update of ${bytes} bytes is too long to be sent: ${topic}`);
    this.#hasLost = true;
    void this.#tellLoss();
  }

  subscribe(topic: string, listener: (message: string) => void): () => void {
    return this.#topics.subscribe(topic, listener);
  }

  onGap(listener: () => void): () => void {
    return this.#topics.onGap(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.#beats);
    this.#topics.clear();
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  async #send(payload: string): Promise<void> {
    if (this.#publisher.status !== 'ready' || this.#inFlight >= maxInFlight) {
      this.#hasLost = true;
      return;
    }
    this.#inFlight += 1;
    try {
      await this.#publisher.publish(channel, payload);
    } catch {
      // nobody knows whether it was sent: at most once, so it is not sent again
      this.#hasLost = true;
    }
    this.#inFlight -= 1;
  }

  /** Has every other process read on from the database, after messages of this one were lost. */
  async #tellLoss(): Promise<void> {
    if (!this.#hasLost || this.#publisher.status !== 'ready') return;
    this.#hasLost = false;
    await this.#send(JSON.stringify([this.#sender] satisfies Message));
  }

  async #listen(): Promise<void> {
    try {
      await this.#subscriber.subscribe(channel);
      this.#isAway = false;
      this.#topics.gap();
    } catch {
      // the connection is lost again, or was never there: the next one listens
    }
  }

  #receive(payload: string): void {
    const [sender, topic, message] = parseMessage(payload) ?? [this.#sender];
    // its own were delivered when they were published
    if (sender === this.#sender) return;
    if (topic === undefined || message === undefined) this.#topics.gap();
    else this.#topics.deliver(topic, message);
  }

  async #beat(): Promise<void> {
    try {
      await Promise.all([this.#publisher.ping(), this.#subscriber.ping()]);
      await this.#tellLoss();
    } catch {
      this.#topics.gap();
    }
  }

  #miss(error: Error): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#log(`Live updates between processes are read from the database until Redis is back: ${error.message}`);
  }
}

/**
 * A bus between processes over Redis; this process's own listeners are told at once. While Redis is away it keeps trying,
 * and listeners of gaps are called every 2 s: they read the database. When it is back they are called once more, those of
 * other processes too when messages were lost.
 */
export const createRedisEventBus = async (parts: {
  readonly redisUrl: string;
  readonly log: (message: string) => void;
}): Promise<EventBus> => {
  const bus = new RedisEventBus(parts.redisUrl, parts.log);
  await bus.connect();
  return bus;
};
