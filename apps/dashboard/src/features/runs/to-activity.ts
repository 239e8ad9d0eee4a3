import { reduceRun, type RunEvent } from '@signalbox/contracts';

/** What a run does now, in words, and since when; null once it ended. */
export interface RunActivity {
  readonly text: string;
  readonly sinceMs: number;
  /** Whether it waits for a person. */
  readonly isWaiting: boolean;
}

/** What the newest events of a log say that the run does now. */
export const toActivity = (events: readonly RunEvent[]): RunActivity | null => {
  const state = reduceRun(events);
  const last = events.at(-1);
  if (state.end || !last) return null;
  const sinceMs = Date.parse(last.at);
  if (state.status === 'waiting') return { text: 'Waiting for your decision', sinceMs, isWaiting: true };
  if (state.modelCall) return { text: `Asking ${state.modelCall.payload.model}`, sinceMs, isWaiting: false };
  const open = [...state.calls.values()].filter((call) => call.result === null);
  const names = [...new Set(open.map((call) => call.intent.tool))].join(', ');
  if (names !== '') return { text: `Running ${names}`, sinceMs, isWaiting: false };
  if (last.type === 'model-call-discard' && last.payload.retryInMs !== undefined) {
    return { text: 'Waiting to ask again', sinceMs, isWaiting: false };
  }
  return { text: state.startedAt === null ? 'Waiting for a worker' : 'Going on', sinceMs, isWaiting: false };
};
