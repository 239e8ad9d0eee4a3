import { inputTokens, outputTokens, type RunState, type RunSummary, toBlockText } from '@signalbox/contracts';

/** Characters of a request or answer that lists show. */
const previewLength = 300;

/** The columns of an ended run, read from its state. Throws when the run has not ended. */
export const summariseRun = (state: RunState, endedAt: string): RunSummary => {
  if (!state.end) throw new Error('only an ended run has a summary');
  const answer = state.response && (toBlockText(state.response, 'text') || toBlockText(state.response, 'refusal'));
  const activeMs = state.startedAt === null ? 0 : Date.parse(endedAt) - Date.parse(state.startedAt) - state.waitedMs;
  return {
    status: state.end.status,
    errorCode: state.end.error?.code ?? null,
    errorMessage: state.end.error?.message ?? null,
    outputPreview: answer === null ? null : answer.slice(0, previewLength),
    startedAt: state.startedAt,
    endedAt,
    durationMs: Math.max(0, activeMs),
    inputTokens: inputTokens(state.usage),
    outputTokens: outputTokens(state.usage),
    costNanoUsd: state.costNanoUsd,
    unpricedCalls: state.unpricedCalls,
    firstTokenMs: state.firstTokenMs,
    models: [...state.models].map(([model, totals]) => ({ model, ...totals })),
    toolCalls: [...state.calls.values()].flatMap(({ seq, intent, result }) =>
      result ? [{ seq, tool: intent.tool, outcome: result.outcome, durationMs: result.durationMs }] : [],
    ),
  };
};
