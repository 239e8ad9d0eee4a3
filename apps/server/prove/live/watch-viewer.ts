import { readMessages } from '../read-messages.ts';

/** What a viewer of a run saw: each event's id, in the order of arrival. */
export interface Viewer {
  readonly seen: number[];
  cuts: number;
}

interface Stream {
  readonly url: string;
  readonly runId: string;
  readonly headers: Record<string, string>;
}

/**
 * Watches a run over SSE as a browser does, and is cut off after a few events again and again, at the places that
 * `random` says; each time it comes back with the last id it has. Resolves when the stream says that it is over.
 */
export const watchWithCuts = async (stream: Stream, random: () => number): Promise<Viewer> => {
  const viewer: Viewer = { seen: [], cuts: 0 };
  for (let attempts = 0; attempts < 500; attempts += 1) {
    const input = encodeURIComponent(JSON.stringify({ runId: stream.runId }));
    const lastId = viewer.seen.at(-1);
    const headers = {
      ...stream.headers,
      accept: 'text/event-stream',
      ...(lastId !== undefined && { 'last-event-id': String(lastId) }),
    };
    const cut = new AbortController();
    let left = Math.floor(random() * 4);
    try {
      const response = await fetch(`${stream.url}/trpc/runs.watch?input=${input}`, { headers, signal: cut.signal });
      if (!response.ok || !response.body) throw new Error(`watching answered ${response.status}`);
      for await (const { id, event } of readMessages(response.body)) {
        if (id === undefined && event === 'return') return viewer;
        if (id === undefined) continue;
        viewer.seen.push(Number(id));
        left -= 1;
        if (left < 0) cut.abort();
      }
    } catch (error) {
      if (!cut.signal.aborted) throw error;
    }
    viewer.cuts += 1;
  }
  throw new Error('the stream did not end');
};
