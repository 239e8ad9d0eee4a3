import { z } from 'zod';

import { Id, IdOrSlug } from './ids.ts';
import { PageInput } from './pages.ts';
import { Decision, RunEvent } from './run-events.ts';
import { RunSource, RunStatus } from './statuses.ts';

/** Longest message accepted: 256 kB of UTF-16 units, about what the largest model windows take. */
const maxMessageLength = 256 * 1024;

export const StartRunInput = z.object({
  /** The agent's id or slug; without it, the workspace's `assistant`. */
  agent: IdOrSlug.optional(),
  message: z.string().trim().min(1, 'must not be empty').max(maxMessageLength),
  /** Continue this conversation after its newest run. */
  conversationId: Id.optional(),
  /** Continue after this run of the conversation instead: a branch. */
  previousRunId: Id.optional(),
  /** `provider/model` or a model's name, in place of the agent's models. */
  model: z.string().min(1).max(200).optional(),
});
export type StartRunInput = z.infer<typeof StartRunInput>;

export const StartedRun = z.object({ runId: Id, conversationId: Id });
export type StartedRun = z.infer<typeof StartedRun>;

export const RunFailure = z.object({ code: z.string(), message: z.string() });
export type RunFailure = z.infer<typeof RunFailure>;

/** A run as lists show it: no payloads, texts cut to a preview. */
export const Run = z.object({
  id: Id,
  conversationId: Id,
  previousRunId: Id.nullable(),
  agentId: Id,
  agentSlug: z.string(),
  agentName: z.string(),
  version: z.int().positive(),
  source: RunSource,
  status: RunStatus,
  /** The first 300 characters. */
  inputPreview: z.string(),
  outputPreview: z.string().nullable(),
  error: RunFailure.nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** From the first model call to the end, waiting for a person left out; null until it ended. */
  durationMs: z.number().nonnegative().nullable(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costNanoUsd: z.int().nonnegative(),
  unpricedCalls: z.int().nonnegative(),
});
export type Run = z.infer<typeof Run>;

/** A run with its whole log. */
export const RunDetail = Run.extend({ events: z.array(RunEvent) });
export type RunDetail = z.infer<typeof RunDetail>;

export const ListRunsInput = PageInput.extend({
  status: RunStatus.optional(),
  agent: IdOrSlug.optional(),
  /** Words of the request, case-insensitive. */
  search: z.string().trim().min(1).max(200).optional(),
  /** Rows to pass over; for pages, the cursor is faster. */
  offset: z.int().min(0).max(10_000).default(0),
});
export type ListRunsInput = z.infer<typeof ListRunsInput>;

export const DecideRunInput = z.object({
  runId: Id,
  callId: z.string().max(100),
  decision: Decision,
  note: z.string().trim().max(2000).optional(),
});
export type DecideRunInput = z.infer<typeof DecideRunInput>;

export const WatchRunInput = z.object({
  runId: Id,
  /** Seq of the last event the viewer has, as text; the answer begins after it. */
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
});
export type WatchRunInput = z.infer<typeof WatchRunInput>;
