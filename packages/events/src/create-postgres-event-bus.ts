import pg from 'pg';

import type { EventBus } from './event-bus.ts';
import { LocalTopics } from './local-topics.ts';

const channel = 'signalbox';
/** Time from one NOTIFY to the next: what is published meanwhile goes together. */
const batchMs = 15;
/** PostgreSQL takes payloads under 8,000 bytes. */
const maxPayloadBytes = 7900;
/** Messages kept while there is no connection; older ones are dropped, and listeners told of the gap. */
const maxWaiting = 10_000;
/** Time a connection attempt may take: an address that swallows packets must not hold the next attempt up. */
const connectTimeoutMs = 10_000;
/** What is sent in place of messages that were lost, so that every process reads on from the database. */
const gapNotice = '"gap"';

type Message = readonly [topic: string, message: string];

const isMessage = (value: unknown): value is Message =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** As many messages from the front as fit one payload. */
const takeBatch = (waiting: string[]): string => {
  let count = 0;
  let bytes = 1;
  for (const message of waiting) {
    bytes += Buffer.byteLength(message) + 1;
    if (bytes > maxPayloadBytes) break;
    count += 1;
  }
  return `[${waiting.splice(0, count).join(',')}]`;
};

/** Anybody who may connect to the database may send on the channel. */
const parsePayload = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

class PostgresEventBus implements EventBus {
  readonly #databaseUrl: string;
  readonly #log: (message: string) => void;
  readonly #topics = new LocalTopics();
  /** JSON of messages, each of which fits one payload. */
  readonly #waiting: string[] = [];
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isSending = false;
  #hasLost = false;
  #isClosed = false;
  #retryMs = 100;
  #sentMs = -batchMs;

  constructor(databaseUrl: string, log: (message: string) => void) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

  async connect(): Promise<void> {
    if (this.#isClosed) return;
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      application_name: 'signalbox events',
    });
    let ownPid: number | undefined;
    // its own messages were delivered when they were published
    client.on('notification', ({ payload = '[]', processId }) => {
      if (processId !== ownPid || payload === gapNotice) this.#receive(payload);
    });
    client.on('error', () => this.#reconnect(client));
    client.on('end', () => this.#reconnect(client));
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      ownPid = rows[0]?.pid;
      await client.query(`listen ${channel}`);
    } catch (error) {
      this.#log(
        `Live updates between processes wait for the database: ${error instanceof Error ? error.message : 'no connection'}`,
      );
      this.#client = client;
      this.#reconnect(client);
      return;
    }
    if (this.#isClosed) return client.end();
    this.#client = client;
    this.#retryMs = 100;
    this.#topics.gap();
    this.#schedule();
  }

  publish(topic: string, message: string): void {
    const text = JSON.stringify([topic, message] satisfies Message);
    if (Buffer.byteLength(text) + 2 > maxPayloadBytes) {
      this.#log(`A live update of ${Buffer.byteLength(text)} bytes is too long to be sent: ${topic}`);
      this.#hasLost = true;
    } else {
      if (this.#waiting.length >= maxWaiting) this.#hasLost = this.#waiting.shift() !== undefined;
      this.#waiting.push(text);
    }
    queueMicrotask(() => this.#topics.deliver(topic, message));
    this.#schedule();
  }

  subscribe(topic: string, listener: (message: string) => void): () => void {
    return this.#topics.subscribe(topic, listener);
  }

  onGap(listener: () => void): () => void {
    return this.#topics.onGap(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#topics.clear();
    await this.#client?.end().catch(() => undefined);
  }

  #reconnect(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.removeAllListeners('end');
    void client.end().catch(() => undefined);
    if (this.#isClosed) return;
    setTimeout(() => void this.connect(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, 5000);
  }

  #receive(payload: string): void {
    if (payload === gapNotice) this.#topics.gap();
    const messages = parsePayload(payload);
    if (!Array.isArray(messages)) return;
    for (const message of messages) if (isMessage(message)) this.#topics.deliver(message[0], message[1]);
  }

  #schedule(): void {
    if ((this.#waiting.length === 0 && !this.#hasLost) || this.#isClosed) return;
    const waitMs = this.#sentMs + batchMs - performance.now();
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#sentMs = performance.now();
        void this.#send();
      },
      Math.max(0, waitMs),
    );
  }

  async #send(): Promise<void> {
    const client = this.#client;
    if (!client || this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#waiting.length > 0 || this.#hasLost) {
        const payload = this.#hasLost ? gapNotice : takeBatch(this.#waiting);
        this.#hasLost = false;
        await client.query('select pg_notify($1, $2)', [channel, payload]);
      }
    } catch {
      // nobody knows whether it was sent: at most once, so it is not sent again
      this.#hasLost = true;
      this.#reconnect(client);
    } finally {
      this.#isSending = false;
    }
    if (this.#client) this.#schedule();
  }
}

/**
 * A bus between the processes of one PostgreSQL database, over NOTIFY; this process's own listeners are told at once. While the database is away it keeps
 * trying; when it is back, listeners of gaps are called, those of other processes too when messages were lost.
 */
export const createPostgresEventBus = async (options: {
  readonly databaseUrl: string;
  readonly log: (message: string) => void;
}): Promise<EventBus> => {
  const bus = new PostgresEventBus(options.databaseUrl, options.log);
  await bus.connect();
  return bus;
};
