import { z } from 'zod';

const count = z.int().nonnegative();

/** Figures of the runs that began in a span of time. */
export const RunFigures = z.object({
  runs: count,
  completed: count,
  failed: count,
  cancelled: count,
  /** Not ended yet. */
  unfinished: count,
  /** Mean and 95th percentile of those that ended, waiting for a person left out; null when none did. */
  meanDurationMs: z.number().nonnegative().nullable(),
  p95DurationMs: z.number().nonnegative().nullable(),
  inputTokens: count,
  outputTokens: count,
  costNanoUsd: count,
  /** Model calls that have no price, and are not in the cost. */
  unpricedCalls: count,
});
export type RunFigures = z.infer<typeof RunFigures>;

/** What goes on now, and the last 24 hours beside the 24 hours before. */
export const Overview = z.object({
  /** When the figures were true. */
  at: z.iso.datetime(),
  running: count,
  queued: count,
  waiting: count,
  activeAgents: count,
  last24h: RunFigures,
  before24h: RunFigures,
  /** 24 hours, oldest first; the last one is unfinished. */
  hours: z
    .array(
      z.object({
        from: z.iso.datetime(),
        runs: count,
        completed: count,
        failed: count,
        cancelled: count,
        unfinished: count,
      }),
    )
    .length(24),
  /** The errors of the last 24 hours by their code, most frequent first, at most 10. */
  errors: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      runs: count,
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
      lastRunId: z.string(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;
