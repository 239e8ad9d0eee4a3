import { emptyUsage, type Run } from '@signalbox/contracts';

import { type RunFigures, toFigures } from './to-figures.ts';

/** The figures of a run as its sender told them: its log has no model calls to read them from. */
export const toReportedFigures = (run: Run): RunFigures => ({
  ...toFigures([]),
  status: run.status,
  durationMs: run.durationMs,
  startedAt: run.startedAt,
  firstTokenMs: run.firstTokenMs,
  usage: { ...emptyUsage, inputFresh: run.inputTokens, outputText: run.outputTokens },
  tokens: run.inputTokens + run.outputTokens,
  costNanoUsd: run.costNanoUsd,
  unpricedCalls: run.unpricedCalls,
});
