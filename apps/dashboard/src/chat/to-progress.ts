import type { RunEvent } from '@signalbox/contracts';

import { listWrites } from '../transcript/list-writes.ts';

/** What the page around a transcript has to know of a run that goes on. */
export interface RunProgress {
  readonly isOver: boolean;
  /** Tool calls that were begun: they stay when the run is stopped. */
  readonly begunCalls: number;
  /** Tools of those that may have changed something, once for each call. */
  readonly writes: readonly string[];
}

/** How far a log says that its run has come. */
export const toProgress = (events: readonly RunEvent[]): RunProgress => {
  const { begun, tools } = listWrites(events);
  return { isOver: events.at(-1)?.type === 'run-end', begunCalls: begun, writes: tools };
};
