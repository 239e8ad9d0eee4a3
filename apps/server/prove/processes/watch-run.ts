import { applyRunDelta, emptyLiveText, type LiveText, RunDelta, RunEvent } from '@signalbox/contracts';

import type { InsistentClient } from './insistent-client.ts';
import { openStream } from './open-stream.ts';

/** What a viewer of a run saw. */
export interface WatchedRun {
  readonly runId: string;
  /** The events' places, in the order of arrival. */
  readonly seqs: readonly number[];
  /** Pieces of text that came before the log had them. */
  readonly deltas: number;
}

/** Watches a run with its text as a page does, until its end: comes back after every cut, with the last id that it has. */
export const watchRun = async (client: InsistentClient, runId: string): Promise<WatchedRun> => {
  const path = `/trpc/runs.watch?input=${encodeURIComponent(JSON.stringify({ runId, deltas: true }))}`;
  const seqs: number[] = [];
  let deltas = 0;
  let live: LiveText = emptyLiveText;
  for (;;) {
    for await (const { id, data } of openStream(client, { path, lastId: seqs.at(-1)?.toString() })) {
      if (id === undefined) {
        deltas += 1;
        const grown = applyRunDelta(live, RunDelta.parse(JSON.parse(data)));
        if (!grown) client.faults.push(`${runId}: a gap before ${data}`);
        live = grown ?? live;
        continue;
      }
      const { seq, type } = RunEvent.parse(JSON.parse(data));
      seqs.push(seq);
      if (type === 'run-end') return { runId, seqs, deltas };
    }
  }
};
