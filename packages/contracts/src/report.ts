import { z } from 'zod';

import { UpdateAgentInput } from './agents.ts';
import { CleanString } from './clean-string.ts';
import { IdOrSlug } from './ids.ts';
import { JsonValue } from './json.ts';
import { RunStatus, ToolEffect, ToolOutcome } from './statuses.ts';

/** Names that other systems give: of tools, models, initiators, tasks, runs. */
export const ReportedName = CleanString.min(1, 'must not be empty').max(200);
/** Seeds and counters send ids as numbers: they are kept as text. */
export const ReportedId = z.union([ReportedName, z.int().transform(String)]);

/** Most rows of one report. */
export const maxReportedRuns = 1000;
/** Longest JSON of one row: 256 kB. */
export const maxReportedRunLength = 256 * 1024;

const day = 86_400_000;

/** When a run began: an instant, by whatever zone, that a clock may have shown. */
export const ReportedTime = z.iso
  .datetime({ offset: true, error: 'must be a time with its zone, such as 2026-11-21T10:00:00Z', abort: true })
  .refine((at) => Date.parse(at) >= 0, 'must not be before 1970')
  .refine((at) => Date.parse(at) <= Date.now() + day, 'must be at most 24 hours ahead of our clock');

/** One visible step of a run that ran elsewhere, in the order they happened. */
export const ReportedStep = z
  .strictObject({
    type: z.enum(['user-request', 'agent-thought', 'tool-call', 'tool-result', 'agent-response']),
    /** When it happened; without it, with the step before. */
    at: ReportedTime.optional(),
    /** What was said or thought, or what a tool gave. */
    text: z.string().optional(),
    /** Of calls and results. */
    tool: ReportedName.optional(),
    /** Names the call, so that its result finds it; without it, a result belongs to the last open call of its tool. */
    callId: ReportedName.optional(),
    arguments: JsonValue.optional(),
    effect: ToolEffect.optional(),
    /** How a call ended; without it, well. */
    outcome: ToolOutcome.optional(),
    durationMs: z.number().nonnegative().optional(),
  })
  .refine(({ type, tool }) => type !== 'tool-call' || tool !== undefined, {
    path: ['tool'],
    message: 'must be given for a tool-call',
  });
export type ReportedStep = z.infer<typeof ReportedStep>;

/** So that what the models of a run come to stays an exact number. */
const tokens = z.int().min(0).max(1_000_000_000);

/** What one model of a reported run was used for; `inputTokens` includes what was read from and written to caches. */
export const ReportedModel = z.strictObject({
  name: ReportedName,
  calls: z.int().positive().default(1),
  inputTokens: tokens.default(0),
  outputTokens: tokens.default(0),
  cacheReadTokens: tokens.default(0),
  cacheWriteTokens: tokens.default(0),
  /** US dollars. */
  cost: z.number().nonnegative().max(20_000).optional(),
});
export type ReportedModel = z.infer<typeof ReportedModel>;

/**
 * A run that ran elsewhere. Sent again under the same `id` it is a duplicate, but for one that had not ended: that one is
 * brought up to date.
 */
export const ReportedRun = z.strictObject({
  /** The sender's own id of the run, unique per agent and version; without it, nothing finds duplicates. */
  id: ReportedId.optional(),
  taskId: ReportedId.optional(),
  status: RunStatus,
  createdAt: ReportedTime,
  /** Milliseconds, waiting for people left out; at most 366 days. */
  durationMs: z
    .number()
    .nonnegative()
    .max(366 * day)
    .optional(),
  firstTokenMs: z.number().nonnegative().optional(),
  initiator: CleanString.max(200).default(''),
  input: z.string().optional(),
  output: z.string().optional(),
  error: z.strictObject({ code: CleanString.max(100).default('reported'), message: z.string() }).optional(),
  /** US dollars; wins over what our prices come to. */
  cost: z.number().nonnegative().max(1_000_000).optional(),
  inputTokens: tokens.optional(),
  outputTokens: tokens.optional(),
  /** Names, or what each was used for. */
  models: z
    .array(z.union([ReportedName, ReportedModel]))
    .max(50)
    .default([]),
  /** Names of tools, one a call. */
  tools: z.array(ReportedName).max(1000).default([]),
  steps: z.array(ReportedStep).max(1000).default([]),
});
export type ReportedRun = z.infer<typeof ReportedRun>;

export const ReportRunsInput = z.object({
  /** Id or slug; one that is not known is registered as seen. */
  agent: IdOrSlug,
  /** As its owner calls it; one that is not known is registered as seen. */
  version: ReportedName,
  /** Each is checked by itself: `ReportedRun`. */
  runs: z.array(z.unknown()).max(maxReportedRuns),
});
export type ReportRunsInput = z.infer<typeof ReportRunsInput>;

/** What became of a report, once all that it says is stored. */
export const ReportedRuns = z.object({
  accepted: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  rejected: z.array(
    z.object({
      /** Place of the row in the report, from 0. */
      index: z.int().nonnegative(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })),
    }),
  ),
});
export type ReportedRuns = z.infer<typeof ReportedRuns>;

export const RegisterAgentInput = z.strictObject({
  name: CleanString.trim().min(1).max(100),
  /** Made of the name when it is left out. */
  slug: IdOrSlug.optional(),
  project: CleanString.trim().max(100).optional(),
  type: CleanString.trim().max(100).optional(),
  description: CleanString.trim().max(2000).optional(),
  capabilities: z.array(CleanString.trim().min(1).max(100)).max(50).optional(),
});
export type RegisterAgentInput = z.infer<typeof RegisterAgentInput>;

/** Labels that are left out stay as they are. */
export const AdoptAgentInput = UpdateAgentInput.omit({ status: true }).extend({ agent: IdOrSlug }).strict();
export type AdoptAgentInput = z.infer<typeof AdoptAgentInput>;

export const RegisterVersionInput = z.strictObject({
  agent: IdOrSlug,
  /** As its owner calls it: `1.0.2`. */
  version: ReportedName,
  tools: z.array(ReportedName).max(1000).default([]),
  models: z.array(ReportedName).max(50).default([]),
  cluster: CleanString.max(200).default(''),
  deployment: CleanString.max(200).default(''),
});
export type RegisterVersionInput = z.infer<typeof RegisterVersionInput>;

/** A row of a report that was not stored, and why. */
export const RejectedRun = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  agent: z.string(),
  version: z.string(),
  issues: ReportedRuns.shape.rejected.element.shape.issues,
  /** The beginning of the row as it came. */
  preview: z.string(),
  /** The key or member that sent it. */
  sender: z.string(),
});
export type RejectedRun = z.infer<typeof RejectedRun>;
