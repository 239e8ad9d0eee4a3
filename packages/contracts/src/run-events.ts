import { z } from 'zod';

import { AgentSpec, VariableName, VariableText } from './agent-spec.ts';
import { CostLine } from './cost.ts';
import { JsonObject, JsonValue } from './json.ts';
import { FinalRunStatus, ToolEffect, ToolOutcome } from './statuses.ts';
import { ModelUsage } from './usage.ts';

/**
 * Reasoning state that only its issuer can read (signatures, encrypted reasoning): kept with the
 * block it came with and sent back to that provider only.
 */
export const OpaqueState = z.object({ issuer: z.string(), data: JsonValue });
export type OpaqueState = z.infer<typeof OpaqueState>;

/** A finished block of a model's turn, tool calls excepted. */
export const ContentBlock = z.object({
  type: z.enum(['thinking', 'text', 'refusal']),
  text: z.string(),
  opaque: OpaqueState.optional(),
});
export type ContentBlock = z.infer<typeof ContentBlock>;

const attempt = z.int().positive();
const costNanoUsd = z.int().nonnegative().nullable();

/** What a call cost, null when its model has no price: the sum of its lines, which calls of free models lack. */
const cost = {
  costNanoUsd,
  costLines: z.array(CostLine).optional(),
  /** The price is that of a model with a similar name. */
  isCostEstimated: z.literal(true).optional(),
};

const Failure = z.object({ code: z.string(), message: z.string() });

/** Who did something: a user's id, a key's id, or the program itself, which also stands for who was named by a report. */
export const Actor = z.object({
  kind: z.enum(['user', 'api-key', 'local', 'system']),
  id: z.string(),
  name: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** Why a call needs a person. */
export const ApprovalReason = z.enum(['unknown-outcome', 'approval-required']);
export type ApprovalReason = z.infer<typeof ApprovalReason>;

/** happened: book it as done · run: do it now · stop: end the run. */
export const Decision = z.enum(['happened', 'run', 'stop']);
export type Decision = z.infer<typeof Decision>;

export const FinishReason = z.enum(['stop', 'tool-calls', 'length', 'filter']);
export type FinishReason = z.infer<typeof FinishReason>;

const payloads = {
  'user-request': z.object({
    text: z.string(),
    by: Actor,
    /** What the caller gave the models beside the conversation, over the agent's own. */
    parameters: JsonObject.optional(),
    /** Texts for the variables of the agent's instructions. */
    variables: z.record(VariableName, VariableText).optional(),
    /** The definition that was tried in place of the version's. */
    spec: AgentSpec.optional(),
  }),
  'model-call-start': z.object({
    /** Counts all attempts of the run from 1; names the attempt in every event and delta of it. */
    attempt,
    provider: z.string(),
    model: z.string(),
    parameters: JsonObject,
    /** Digest of the stored tool set that was offered, null when none was. */
    toolSetDigest: z.string().nullable(),
    /** Messages sent, and older ones left out because the window was full. */
    messages: z.int().nonnegative(),
    omittedMessages: z.int().nonnegative(),
    /** What the attempt is booked at on the input side when it is lost: characters ÷ 4. */
    estimatedInputTokens: z.int().nonnegative(),
    /** Price of that input; null when the model has none. */
    estimatedCostNanoUsd: costNanoUsd,
  }),
  'agent-thought': z.object({ attempt, blocks: z.array(ContentBlock).min(1) }),
  'tool-call': z.object({
    /** Ours: the run's id and the seq of this event. */
    callId: z.string(),
    /** The provider's own id, for the wire only: some repeat or omit it. */
    providerCallId: z.string().nullable(),
    attempt,
    tool: z.string(),
    arguments: JsonValue,
    /** Characters that the arguments had, when they were too many: only their beginning is kept, and the call is refused. */
    leftOutLength: z.int().positive().optional(),
    /** Null for calls that were reported without it. */
    effect: ToolEffect.nullable(),
    idempotencyKey: z.string(),
    opaque: OpaqueState.optional(),
  }),
  'tool-start': z.object({
    callId: z.string(),
    /** 1 for the first execution of the call, more after a crash or a decision to run it again. */
    execution: z.int().positive(),
  }),
  'tool-result': z.object({
    callId: z.string(),
    outcome: ToolOutcome,
    /** What the model sees: at most 32 kB, head and tail of a longer result. */
    text: z.string(),
    /** The whole result, up to 256 kB, when `text` is cut. */
    fullText: z.string().optional(),
    /** Size of the true result in bytes of UTF-8. */
    bytes: z.int().nonnegative(),
    /** Null for results that were reported without it. */
    durationMs: z.number().nonnegative().nullable(),
  }),
  'model-call-end': z.object({
    attempt,
    finish: FinishReason,
    usage: ModelUsage,
    /** The provider told no usage: it is reckoned from the characters. */
    isUsageEstimated: z.literal(true).optional(),
    /** As the provider told it. */
    rawUsage: JsonObject.optional(),
    /** The provider's name for its answer. */
    responseId: z.string().optional(),
    /** The model that answered, when it is not the one that was asked for. */
    answeredBy: z.string().optional(),
    ...cost,
    firstTokenMs: z.number().nonnegative().nullable(),
    latencyMs: z.number().nonnegative(),
  }),
  'model-call-discard': z.object({
    attempt,
    reason: z.enum(['crash', 'error', 'cancelled']),
    error: Failure.optional(),
    /** What had arrived by then. */
    blocks: z.array(ContentBlock).optional(),
    /** What the lost attempt is booked at, estimated from its request. */
    estimatedUsage: ModelUsage,
    ...cost,
    /** Wait before the next attempt; absent when there is none. */
    retryInMs: z.number().nonnegative().optional(),
  }),
  'agent-response': z.object({ attempt, blocks: z.array(ContentBlock) }),
  'approval-request': z.object({ callId: z.string(), reason: ApprovalReason, message: z.string() }),
  'approval-decision': z.object({ callId: z.string(), decision: Decision, by: Actor, note: z.string().optional() }),
  'run-resume': z.object({
    /** crash: the holder died · handover: it stopped in order and gave the run back. */
    reason: z.enum(['crash', 'handover']),
    /** Claims after a dead holder since the run last got further. */
    recoveries: z.int().nonnegative(),
  }),
  'run-end': z.object({ status: FinalRunStatus, error: Failure.optional(), by: Actor.optional() }),
} as const;

const envelope = {
  /** 1, 2, 3 … within the run. */
  seq: z.int().positive(),
  /** The lease under which it was written. */
  epoch: z.int().nonnegative(),
  at: z.iso.datetime(),
};

const event = <Type extends keyof typeof payloads>(type: Type) =>
  z.object({ ...envelope, type: z.literal(type), payload: payloads[type] });

/** One entry of a run's log: the only source of everything the product says about the run. */
export const RunEvent = z.discriminatedUnion('type', [
  event('user-request'),
  event('model-call-start'),
  event('agent-thought'),
  event('tool-call'),
  event('tool-start'),
  event('tool-result'),
  event('model-call-end'),
  event('model-call-discard'),
  event('agent-response'),
  event('approval-request'),
  event('approval-decision'),
  event('run-resume'),
  event('run-end'),
]);
export type RunEvent = z.infer<typeof RunEvent>;
export type RunEventType = RunEvent['type'];

/** One kind of event. */
export type RunEventOf<Type extends RunEventType> = Extract<RunEvent, { type: Type }>;
export type RunEventPayload<Type extends RunEventType> = RunEventOf<Type>['payload'];

type Draft<Event> = Event extends RunEvent ? Pick<Event, 'type' | 'payload'> : never;

/** An event before the log gave it its place, time and epoch. */
export type RunEventDraft = Draft<RunEvent>;
