import { setTimeout as delay } from 'node:timers/promises';

import { readMessages, type StreamMessage } from '../read-messages.ts';
import type { InsistentClient } from './insistent-client.ts';

/** A page waits about so long before it connects anew. */
const againMs = 200;

/** The messages of an event stream until it ends or is cut off; what is no message of the product's is left out. */
export const openStream = async function* (
  client: InsistentClient,
  stream: { readonly path: string; readonly lastId: string | undefined; readonly signal?: AbortSignal },
): AsyncGenerator<StreamMessage> {
  const { path, lastId, signal } = stream;
  const before = client.tolerance;
  const resumed = lastId === undefined ? {} : { 'last-event-id': lastId };
  try {
    const headers = { ...client.headers, ...resumed, accept: 'text/event-stream' };
    const response = await fetch(`${client.url}${path}`, { headers, ...(signal && { signal }) });
    if (!response.ok || !response.body) {
      client.noteStatus(response, before, `the stream ${path} answered ${response.status}`);
      await response.body?.cancel();
    } else {
      for await (const message of readMessages(response.body)) if (message.event === undefined) yield message;
    }
  } catch (error) {
    if (signal?.aborted === true) return;
    if (!(error instanceof TypeError)) throw error;
    client.note('cuts', before, `the stream ${path} was cut off`);
  }
  await delay(againMs);
};
