import { z } from 'zod';

import { CleanString } from './clean-string.ts';
import { Id, IdOrSlug } from './ids.ts';
import { JsonObject } from './json.ts';
import { PageInput, toPageSchema } from './pages.ts';
import { ReportedId } from './report.ts';

/** What an activity says of the work it is about. */
export const ActivityStatus = z.enum(['success', 'failed', 'timeout', 'running', 'other']);
export type ActivityStatus = z.infer<typeof ActivityStatus>;

/** Why somebody works: derived from the status unless it is given. */
export const ActivityIntent = z.enum(['implementation', 'bugfix', 'testing', 'analysis']);
export type ActivityIntent = z.infer<typeof ActivityIntent>;

/** One entry of what agents did: who, when, for which project, and why. */
export const Activity = z.object({
  id: Id,
  agentId: Id,
  agentSlug: z.string(),
  agentName: z.string(),
  /** Free text, such as `start` or `error`; of entries without one, their status. */
  type: z.string(),
  status: ActivityStatus,
  at: z.iso.datetime(),
  taskId: z.string().nullable(),
  /** The run of ours that it is about; null for reported activity. */
  runId: Id.nullable(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  durationMs: z.number().nonnegative().nullable(),
  project: z.string(),
  intent: ActivityIntent,
  /** Words on why. */
  reason: z.string(),
  /** As they were sent. */
  details: JsonObject.nullable(),
  /** Whether the memory store has it: null when none was connected at its time, and for runs. */
  isInMemory: z.boolean().nullable(),
});
export type Activity = z.infer<typeof Activity>;

/** Where an entry is brought to when it is in the database. */
export const ActivityPlace = z.enum(['memory', 'cache']);
export type ActivityPlace = z.infer<typeof ActivityPlace>;

export const LogActivityInput = z.strictObject({
  /** Id or slug; a slug that is not known is registered as seen. */
  agent: IdOrSlug,
  type: CleanString.trim().min(1).max(100).optional(),
  status: CleanString.trim().min(1).max(100),
  taskId: ReportedId.optional(),
  output: z
    .string()
    .max(256 * 1024)
    .optional(),
  error: z
    .string()
    .max(256 * 1024)
    .optional(),
  durationMs: z
    .number()
    .nonnegative()
    .max(366 * 86_400_000)
    .optional(),
  /** When it happened, at most 24 hours ahead of our clock; now, when it is left out. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** The agent's, when it is left out. */
  project: CleanString.max(200).optional(),
  intent: ActivityIntent.optional(),
  reason: CleanString.max(2000).optional(),
  details: JsonObject.optional(),
});
export type LogActivityInput = z.infer<typeof LogActivityInput>;

/** What became of an entry: it is in the database; of the other places, what they said within 150 ms. */
export const LoggedActivity = z.object({
  activity: Activity,
  isInMemory: z.boolean(),
  isCached: z.boolean(),
});
export type LoggedActivity = z.infer<typeof LoggedActivity>;

export const ListActivityInput = PageInput.extend({
  agent: IdOrSlug.optional(),
  type: z.string().max(100).optional(),
  status: ActivityStatus.optional(),
  project: z.string().max(200).optional(),
  intent: ActivityIntent.optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Words, and words like them. */
  search: z.string().trim().min(1).max(200).optional(),
});
export type ListActivityInput = z.infer<typeof ListActivityInput>;

/** Newest first: what was reported, by when it happened, and runs that have ended, by when they began. */
export const ActivityPage = toPageSchema(Activity).extend({
  /** Where a search has looked: without an answer of the memory store, in the database only. Empty without a search. */
  searchedIn: z.array(z.enum(['database', 'memory'])),
});
export type ActivityPage = z.infer<typeof ActivityPage>;
