import type { RunEvent } from '@signalbox/contracts';

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
  const writers = new Map<string, string>();
  const begun = new Set<string>();
  for (const event of events) {
    if (event.type === 'tool-call' && event.payload.effect === 'write') {
      writers.set(event.payload.callId, event.payload.tool);
    }
    if (event.type === 'tool-start') begun.add(event.payload.callId);
  }
  const writes = [...begun].map((callId) => writers.get(callId)).filter((tool) => tool !== undefined);
  return { isOver: events.at(-1)?.type === 'run-end', begunCalls: begun.size, writes };
};
