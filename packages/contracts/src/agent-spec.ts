import { z } from 'zod';

import { CleanString } from './clean-string.ts';
import { JsonObject } from './json.ts';

/** A model to call: a provider of ours, the provider's name for the model, and what that provider takes. */
export const ModelChoice = z.strictObject({
  provider: CleanString.min(1).max(64),
  model: CleanString.min(1).max(200),
  parameters: JsonObject.default({}),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** Bounds of one run. Reaching one ends the run `failed` with that limit's code. */
export const RunLimits = z.strictObject({
  /** Turns of the model, retries included. */
  steps: z.int().min(1).max(1000).default(25),
  toolCalls: z.int().min(0).max(10_000).default(200),
  /** From the claim to the end, waiting for a person left out; at most a day. */
  wallTimeMs: z.int().min(1000).max(86_400_000).default(600_000),
  /** Null: no bound. */
  costNanoUsd: z.int().nonnegative().nullable().default(null),
});
export type RunLimits = z.infer<typeof RunLimits>;

/** A tool that an agent has. */
const AgentTool = z.strictObject({
  name: CleanString.min(1).max(64),
  /** Arguments that every call gets as they are here: the model does not see them and can't set them. */
  fixedArguments: JsonObject.default({}),
});
export type AgentTool = z.infer<typeof AgentTool>;

/** Longest text of a variable, in UTF-16 units. */
const maxVariableLength = 10_000;

export const VariableName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be 1 to 64 of a–z, 0–9 and _, a letter first');
export const VariableText = CleanString.max(maxVariableLength);

/** A place in the instructions, written `{{name}}`, that each run fills. */
export const AgentVariable = z.strictObject({
  name: VariableName,
  /** What a run gets that gives none; null: every run must give one. */
  default: VariableText.nullable().default(null),
});
export type AgentVariable = z.infer<typeof AgentVariable>;

/** Runs of a conversation that a model may see at most. */
export const maxHistoryRuns = 50;

/** What a hosted agent is. A version holds one, and never changes. */
export const AgentSpec = z.strictObject({
  /** Tried in order; empty means the workspace's default model. */
  models: z.array(ModelChoice).max(8).default([]),
  /** What the model is told before the conversation; `{{name}}` stands for a variable. */
  instructions: CleanString.max(100_000).default(''),
  variables: z.array(AgentVariable).max(64).default([]),
  /** Its tools, each by its name or with fixed arguments; `all`: those that are enabled when the run calls its model. */
  tools: z
    .union([
      z.literal('all'),
      z
        .array(
          z.union([
            CleanString.min(1)
              .max(64)
              .transform((name): AgentTool => ({ name, fixedArguments: {} })),
            AgentTool,
          ]),
        )
        .max(128),
    ])
    .default([]),
  /** JSON Schema of its answers; null: free text. */
  output: z
    .strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -'),
      schema: JsonObject,
    })
    .nullable()
    .default(null),
  /** Earlier runs of the conversation that the model sees at most; null: as many as fit its window, 50 at most. */
  historyRuns: z.int().min(0).max(maxHistoryRuns).nullable().default(null),
  /** What becomes of a message to a conversation whose run before has not ended: it waits for that, or is refused. */
  whenBusy: z.enum(['queue', 'reject']).default('queue'),
  limits: RunLimits.prefault({}),
});
export type AgentSpec = z.infer<typeof AgentSpec>;
/** A definition as it is given: what is left out is as it usually is. */
export type AgentSpecInput = z.input<typeof AgentSpec>;
