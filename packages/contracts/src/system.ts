import { z } from 'zod';

import { ActivityPlace } from './activity.ts';

const Count = z.int().nonnegative();
const Bytes = z.number().nonnegative();

/** The server process that answers; others of the installation may run beside it. */
export const SystemProcess = z.object({
  role: z.enum(['all', 'web', 'worker']),
  startedAt: z.iso.datetime(),
  nodeVersion: z.string(),
  memoryBytes: Bytes,
  /** How late its event loop was at the most within the last 10 to 20 s. */
  loopDelayMs: z.number().nonnegative(),
  openStreams: Count,
  /** Runs that it executes now; null for one that executes none by its role. */
  activeRuns: Count.nullable(),
});
export type SystemProcess = z.infer<typeof SystemProcess>;

/** The data folder of the process that answers, and what is free on its disk. */
export const SystemDisk = z.object({ folder: z.string(), freeBytes: Bytes, totalBytes: Bytes });
export type SystemDisk = z.infer<typeof SystemDisk>;

/** The database as it is now. */
export const SystemDatabase = z.object({
  engine: z.enum(['pglite', 'postgres']),
  /** Of PostgreSQL, which PGlite is a build of. */
  version: z.string(),
  sizeBytes: Bytes,
  migrations: Count,
  newestMigration: z.string(),
});
export type SystemDatabase = z.infer<typeof SystemDatabase>;

/** Runs of the workspace that have not ended. */
export const SystemQueue = z.object({
  queued: Count,
  running: Count,
  waiting: Count,
  /** When the oldest run that no worker has taken yet was asked for. */
  oldestQueuedAt: z.iso.datetime().nullable(),
  /** Processes that hold runs of the workspace now. */
  busyWorkers: Count,
});
export type SystemQueue = z.infer<typeof SystemQueue>;

/** How far the sums are that figures are read from; what they lack is read one by one, so that figures are right all the same. */
export const SystemMetrics = z.object({
  /** When runs were last added to them; null when none ever were. */
  foldedAt: z.iso.datetime().nullable(),
  /** Runs of the workspace that have ended and are not in them, counted up to 10,000. */
  waiting: Count,
  /** Since when the first of these waits at the most; null without any. */
  waitingSince: z.iso.datetime().nullable(),
});
export type SystemMetrics = z.infer<typeof SystemMetrics>;

/** A place that activity is brought to, and the breaker before it: open, it is left alone for a minute. */
export const SystemPlace = z.object({
  place: ActivityPlace,
  /** closed: it takes entries · half-open: it is tried · open: it failed three times in a row. */
  state: z.enum(['closed', 'half-open', 'open']),
  since: z.iso.datetime(),
  /** What it failed with last; null when it never has. */
  lastError: z.string().nullable(),
  /** Entries of the workspace that are on their way. */
  waiting: Count,
});
export type SystemPlace = z.infer<typeof SystemPlace>;

/** How the installation is: what an operator looks at first. */
export const System = z.object({
  version: z.string(),
  process: SystemProcess,
  database: SystemDatabase.extend({ latencyMs: z.number().nonnegative() }),
  queue: SystemQueue,
  metrics: SystemMetrics,
  tools: z.object({ usable: Count, broken: Count }),
  disk: SystemDisk,
  /** Those that are connected. */
  places: z.array(SystemPlace),
});
export type System = z.infer<typeof System>;
