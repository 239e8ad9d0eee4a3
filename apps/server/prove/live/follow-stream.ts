import { setTimeout as delay } from 'node:timers/promises';

import { readMessages, type StreamMessage } from '../read-messages.ts';

interface Followed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** With what to begin; a browser has none. */
  readonly lastId?: string;
  /** A stream that says nothing for so long is taken for dead; the product's pages wait 15 s. */
  readonly patienceMs: number;
  /** Aborts when the viewer leaves. */
  readonly left: AbortSignal;
}

/** Time before a viewer comes back. */
export const returnMs = 20;

/** What fetch and its bodies fail with when a connection can't be made, breaks off, or is left. */
const isCutOff = (error: unknown): boolean =>
  error instanceof DOMException || (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message));

/** The body, as long as something comes. */
const withPatience = (body: ReadableStream<Uint8Array>, patienceMs: number, onSilence: () => void) => {
  let timer = setTimeout(onSilence, patienceMs);
  const touch = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, patienceMs);
      controller.enqueue(chunk);
    },
  });
  return { body: body.pipeThrough(touch), stop: () => clearTimeout(timer) };
};

/** One connection: its messages until it is cut. */
const readOnce = async function* (
  { url, headers, patienceMs, left }: Followed,
  lastId: string | undefined,
): AsyncGenerator<StreamMessage> {
  const cut = new AbortController();
  const onSilence = (): void => cut.abort();
  const impatient = setTimeout(onSilence, patienceMs);
  const resumed = lastId === undefined ? {} : { 'last-event-id': lastId };
  try {
    const signal = AbortSignal.any([cut.signal, left]);
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers, ...resumed }, signal });
    clearTimeout(impatient);
    // the server is away, as its proxy says, or not ready yet, as it says itself
    if (response.status === 502 || response.status === 503) return;
    if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
    const { body, stop } = withPatience(response.body, patienceMs, onSilence);
    try {
      yield* readMessages(body);
    } finally {
      stop();
    }
  } catch (error) {
    if (!isCutOff(error)) throw error;
  } finally {
    clearTimeout(impatient);
    cut.abort();
  }
};

/**
 * An event stream as a browser follows it: after each cut it comes back with the last id that it has, until the stream says
 * that it is over or the viewer leaves.
 */
export const followStream = async function* (followed: Followed): AsyncGenerator<StreamMessage> {
  let { lastId } = followed;
  while (!followed.left.aborted) {
    for await (const message of readOnce(followed, lastId)) {
      if (message.event === 'return') return;
      if (message.event === 'serialized-error') throw new Error(`the stream failed: ${message.data}`);
      lastId = message.id ?? lastId;
      if (message.event === undefined) yield message;
    }
    await delay(returnMs);
  }
};
