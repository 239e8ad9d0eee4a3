import { z } from 'zod';

import { AgentSpec, VariableName, VariableText } from './agent-spec.ts';
import { CleanString } from './clean-string.ts';
import { Id, IdOrSlug } from './ids.ts';
import { JsonObject } from './json.ts';
import { PageInput } from './pages.ts';
import { ApprovalReason, Decision, RunEvent } from './run-events.ts';
import { RunSource, RunStatus } from './statuses.ts';

/** Longest message accepted: 256 kB of UTF-16 units, about what the largest model windows take. */
const maxMessageLength = 256 * 1024;
/** Longest JSON of parameters: each attempt's log entry repeats them. */
const maxParametersLength = 32 * 1024;

/** What a caller gives the models of a run beside the conversation, named as their provider names it. */
const RunParameters = JsonObject.refine(
  (parameters) => JSON.stringify(parameters).length <= maxParametersLength,
  `must be at most ${maxParametersLength} characters of JSON`,
);

export const StartRunInput = z.object({
  /** The agent's id or slug; without it, the workspace's `assistant`. */
  agent: IdOrSlug.optional(),
  message: z.string().trim().min(1, 'must not be empty').max(maxMessageLength),
  /** Continue this conversation after its newest run. */
  conversationId: Id.optional(),
  /** Continue after this run of the conversation instead, or with null at its beginning: a branch. */
  previousRunId: Id.nullable().optional(),
  /** `provider/model` or a model's name, in place of the agent's models. */
  model: z.string().min(1).max(200).optional(),
  /** Over the agent's own, name by name; every model that the run may call must take them. */
  parameters: RunParameters.optional(),
  /** Texts for the variables of the agent's instructions; those without a default must be given. */
  variables: z.record(VariableName, VariableText).optional(),
  /**
   * Names this start, so that sending it again starts nothing: the answer is the run that the first one started. Kept as
   * long as the run; the same key with another message or agent is refused.
   */
  idempotencyKey: CleanString.min(1).max(200).optional(),
  /** Number of the version to run, in place of the one that is published. */
  version: z.int().positive().optional(),
  /** A definition to try in place of the version's; takes the right to change agents. */
  spec: AgentSpec.optional(),
});
export type StartRunInput = z.infer<typeof StartRunInput>;

export const StartedRun = z.object({ runId: Id, conversationId: Id });
export type StartedRun = z.infer<typeof StartedRun>;

export const RunFailure = z.object({ code: z.string(), message: z.string() });
export type RunFailure = z.infer<typeof RunFailure>;

/** A run as lists show it: no payloads, texts cut to a preview. */
export const Run = z.object({
  id: Id,
  /** Null for runs that were reported: what they belong together by is `taskId`. */
  conversationId: Id.nullable(),
  previousRunId: Id.nullable(),
  agentId: Id,
  agentSlug: z.string(),
  agentName: z.string(),
  version: z.int().positive(),
  /** What people call its version: `v3`, or as it was reported. */
  versionLabel: z.string(),
  /** It ran an unsaved definition that began from its version. */
  isDraft: z.boolean(),
  source: RunSource,
  status: RunStatus,
  /** The first 300 characters. */
  inputPreview: z.string(),
  outputPreview: z.string().nullable(),
  error: RunFailure.nullable(),
  /** What a waiting run asks a person; null when it asks nothing. */
  waitsFor: ApprovalReason.nullable(),
  /** Times it went on after its process had died. */
  resumes: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** From the first model call to the end, waiting for a person left out; null until it ended. */
  durationMs: z.number().nonnegative().nullable(),
  /** Of its first model call that answered with a token; null when that is not known. */
  firstTokenMs: z.number().nonnegative().nullable(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costNanoUsd: z.int().nonnegative(),
  /** What a reported run costs by our prices, where its sender gave its cost; null otherwise. */
  computedCostNanoUsd: z.int().nonnegative().nullable(),
  /** When its cost was last computed anew from prices; its log has what was booked before. Null: never. */
  repricedAt: z.iso.datetime().nullable(),
  unpricedCalls: z.int().nonnegative(),
  /** Who had it run: a member's or a key's name, or as it was reported; empty when that is not known. */
  initiator: z.string(),
  /** Ids that its sender gave a reported run and the task it belongs to; null without one. */
  externalId: z.string().nullable(),
  taskId: z.string().nullable(),
});
export type Run = z.infer<typeof Run>;

/** A run with its whole log. */
export const RunDetail = Run.extend({ events: z.array(RunEvent) });
export type RunDetail = z.infer<typeof RunDetail>;

/** Which runs a list is about; all of the conditions hold. */
export const RunFilters = z.object({
  statuses: z.array(RunStatus).min(1).max(6).optional(),
  agent: IdOrSlug.optional(),
  /** Number of the agent's version; only with `agent`. */
  version: z.int().positive().optional(),
  project: z.string().max(100).optional(),
  source: RunSource.optional(),
  /** Runs that called this model, as `provider/model`, or this tool. */
  model: z.string().min(1).max(200).optional(),
  tool: z.string().min(1).max(200).optional(),
  initiator: z.string().max(200).optional(),
  taskId: z.string().max(200).optional(),
  conversationId: Id.optional(),
  /** Began at or after, and before. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Code of the error that they ended with. */
  errorCode: z.string().min(1).max(100).optional(),
  /** Message of that error, whatever its numbers, ids and spaces: its first 300 characters count. Empty: without one. */
  errorMessage: z.string().max(600).optional(),
  /** Words of the request, the answer or the error, the last one possibly unfinished; case-insensitive. */
  search: z.string().trim().min(1).max(200).optional(),
});
export type RunFilters = z.infer<typeof RunFilters>;

export const ListRunsInput = PageInput.extend(RunFilters.shape).extend({
  /** Only runs newer than this one: how many came since a list was loaded. */
  newerThan: Id.optional(),
  /** Only these: rows that are shown already, as they are now. */
  ids: z.array(Id).min(1).max(100).optional(),
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
  /** Text that is still streaming too, and how far tools are, as `RunDelta`s between the events. */
  deltas: z.boolean().default(false),
  /** Seq of the last event the viewer has, as text; the answer begins after it. */
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
});
export type WatchRunInput = z.infer<typeof WatchRunInput>;
