import { inputTokens, outputTokens, reduceRun, type RunEvent, type RunStatus } from '@signalbox/contracts';

export interface RunFigures {
  readonly status: RunStatus;
  /** From the first model call to the end, waiting for a person left out; null until it ended. */
  readonly durationMs: number | null;
  readonly waitedMs: number;
  readonly tokens: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** The figures of a run as its log has them. */
export const toFigures = (events: readonly RunEvent[]): RunFigures => {
  const state = reduceRun(events);
  const endedAt = state.end ? events.at(-1)?.at : undefined;
  const { status, waitedMs, costNanoUsd, unpricedCalls, usage } = state;
  const spanMs = endedAt && state.startedAt ? Date.parse(endedAt) - Date.parse(state.startedAt) : 0;
  return {
    status,
    durationMs: endedAt ? Math.max(0, spanMs - waitedMs) : null,
    waitedMs,
    tokens: inputTokens(usage) + outputTokens(usage),
    costNanoUsd,
    unpricedCalls,
  };
};
