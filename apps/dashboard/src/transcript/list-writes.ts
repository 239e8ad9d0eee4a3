import type { RunEvent } from '@signalbox/contracts';

/** Calls of a run that changed something, or may have. */
export interface RunWrites {
  /** Calls whose execution began. */
  readonly begun: number;
  /** Tools of the `write` calls among them, once for each call. */
  readonly tools: readonly string[];
}

/** What a log says that its run has done to the world. */
export const listWrites = (events: readonly RunEvent[]): RunWrites => {
  const writers = new Map<string, string>();
  const begun = new Set<string>();
  for (const event of events) {
    if (event.type === 'tool-call' && event.payload.effect === 'write') {
      writers.set(event.payload.callId, event.payload.tool);
    }
    if (event.type === 'tool-start') begun.add(event.payload.callId);
  }
  const tools = [...begun].map((callId) => writers.get(callId)).filter((tool) => tool !== undefined);
  return { begun: begun.size, tools };
};
