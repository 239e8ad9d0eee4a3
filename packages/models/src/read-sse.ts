import { setImmediate as nextTurn } from 'node:timers/promises';

import { createParser, type EventSourceParser } from 'eventsource-parser';

import { ModelError } from './model-error.ts';

/** Longest single event, in characters. */
const maxEventLength = 16 * 2 ** 20;
/** Longest answer, in characters of its events; the first `frameLength` of each are not counted. */
const maxAnswerLength = 32 * 2 ** 20;
/** What stands around the text of an event: with small pieces it is most of the wire and nothing that is kept. */
const frameLength = 512;
/** Most events of one answer, pings included: twice what the longest answers of today's models take. */
const maxEvents = 500_000;
/** How long one answer is read without a pause, in which others have their turn: of a fast one there is always more. */
const maxTurnMs = 20;
/** How long the end of the stream is waited for once the answer is whole, so that its connection can be used again. */
const settleMs = 50;

interface SseOptions {
  /** The provider, as errors name it. */
  readonly title: string;
  readonly signal: AbortSignal;
  /** Told when the stream said `[DONE]`, which ends it. */
  readonly onDone?: () => void;
}

type ByteReader = ReadableStreamDefaultReader<Uint8Array>;

const open = ({ body, headers }: Response, title: string): ByteReader => {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html') {
    throw new ModelError('invalid', `${title} answered with a web page. Check its address in Settings → Models.`);
  }
  if (type === 'application/json') {
    throw new ModelError('protocol', `${title} answered in one piece and not as a stream of events.`);
  }
  if (!body) throw new ModelError('protocol', `${title} sent an empty answer.`);
  return body.getReader();
};

const toTooLong = (title: string): ModelError =>
  new ModelError('protocol', `The answer of ${title} is longer than 32 MB and was cut off.`);

/** Turns text of a stream into the values of its events, within the bounds. */
class EventQueue {
  readonly #title: string;
  readonly #parser: EventSourceParser;
  #values: unknown[] = [];
  #events = 0;
  #length = 0;
  #sinceEvent = 0;
  isDone = false;
  /** Why nothing after the values read so far is of use. */
  fault: ModelError | undefined;

  constructor(title: string) {
    this.#title = title;
    this.#parser = createParser({ onEvent: ({ data }) => this.#add(data) });
  }

  /** The values of the events that the text completes. */
  read(text: string): readonly unknown[] {
    this.#values = [];
    this.#sinceEvent += text.length;
    this.#parser.feed(text);
    // checked after: the text may have ended the event
    if (this.#sinceEvent > maxEventLength) this.fault ??= toTooLong(this.#title);
    return this.#values;
  }

  #add(data: string): void {
    this.#sinceEvent = 0;
    this.#events += 1;
    this.#length += Math.max(0, data.length - frameLength);
    if (this.isDone || this.fault || data === '') return;
    if (data.length > maxEventLength || this.#length > maxAnswerLength || this.#events > maxEvents) {
      this.fault = toTooLong(this.#title);
      return;
    }
    if (data === '[DONE]') {
      this.isDone = true;
      return;
    }
    try {
      this.#values.push(JSON.parse(data));
    } catch (cause) {
      this.fault = new ModelError('protocol', `${this.#title} sent an event that is no JSON.`, { cause });
    }
  }
}

const drain = async (reader: ByteReader): Promise<void> => {
  while (!(await reader.read()).done);
};

/** Waits a moment for a stream that should be over, then closes it. */
const settle = async (reader: ByteReader): Promise<void> => {
  const closed = Promise.withResolvers<void>();
  const timer = setTimeout(closed.resolve, settleMs);
  await Promise.race([drain(reader).catch(() => undefined), closed.promise]);
  clearTimeout(timer);
};

/**
 * The values of a stream's events, each parsed as JSON, until the stream ends or says `[DONE]`; in lists of those that
 * came together, since most of the time of small events goes into waiting for each. Throws `ModelError`
 * (protocol) for an event that is no JSON, one over 16 MB and an answer over 32 MB, and the signal's reason when it
 * aborts; the request is closed in each case, and when the caller stops reading.
 */
export const readSse = async function* (
  response: Response,
  { title, signal, onDone }: SseOptions,
): AsyncGenerator<readonly unknown[], void, undefined> {
  signal.throwIfAborted();
  const reader = open(response, title);
  const close = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', close, { once: true });
  const decoder = new TextDecoder();
  const queue = new EventQueue(title);
  let isBroken = false;
  let turnMs = performance.now();
  try {
    while (!queue.isDone) {
      if (performance.now() - turnMs > maxTurnMs) {
        await nextTurn();
        turnMs = performance.now();
      }
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      const values = queue.read(decoder.decode(value, { stream: true }));
      if (values.length > 0) yield values;
      signal.throwIfAborted();
      if (queue.fault) throw queue.fault;
    }
    if (queue.isDone) onDone?.();
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    if (!isBroken && !signal.aborted) await settle(reader);
    signal.removeEventListener('abort', close);
    close();
  }
};
