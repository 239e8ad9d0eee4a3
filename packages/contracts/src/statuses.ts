import { z } from 'zod';

/**
 * queued: accepted, no worker has it · running: a worker holds it · waiting: holds no process,
 * a person or timer continues it · the rest are final.
 */
export const RunStatus = z.enum(['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof RunStatus>;

export const FinalRunStatus = RunStatus.extract(['completed', 'failed', 'cancelled']);
export type FinalRunStatus = z.infer<typeof FinalRunStatus>;

/** Where a run came from; `report`: it ran elsewhere and was reported. */
export const RunSource = z.enum(['playground', 'api', 'cli', 'retry', 'report']);
export type RunSource = z.infer<typeof RunSource>;

/** read: changes nothing · idempotent: the same key changes once · write: each execution may change something. */
export const ToolEffect = z.enum(['read', 'idempotent', 'write']);
export type ToolEffect = z.infer<typeof ToolEffect>;

/** How a tool call ended. `unknown`: it may or may not have happened. */
export const ToolOutcome = z.enum(['ok', 'error', 'timeout', 'denied', 'cancelled', 'unknown']);
export type ToolOutcome = z.infer<typeof ToolOutcome>;
