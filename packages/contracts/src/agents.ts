import { z } from 'zod';

import { Id, Slug } from './ids.ts';
import { JsonObject } from './json.ts';

/** A model to call: a provider of ours, the provider's name for the model, and what that provider takes. */
export const ModelChoice = z.object({
  provider: z.string().min(1),
  model: z.string().min(1),
  parameters: JsonObject.default({}),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** Bounds of one run. Reaching one ends the run `failed` with that limit's code. */
export const RunLimits = z.object({
  /** Turns of the model, retries included. */
  steps: z.int().min(1).max(1000).default(25),
  toolCalls: z.int().min(0).max(10_000).default(200),
  /** From the claim to the end, waiting for a person left out; at most a day. */
  wallTimeMs: z.int().min(1000).max(86_400_000).default(600_000),
  /** Null: no bound. */
  costNanoUsd: z.int().nonnegative().nullable().default(null),
});
export type RunLimits = z.infer<typeof RunLimits>;

/** What a hosted agent is. A version holds one, and never changes. */
export const AgentSpec = z.object({
  /** Tried in order; empty means the workspace's default model. */
  models: z.array(ModelChoice).max(8),
  instructions: z.string().max(100_000),
  /** Names of tools, or `all` that are enabled when the run calls its model. */
  tools: z.union([z.literal('all'), z.array(z.string()).max(128)]),
  limits: RunLimits,
});
export type AgentSpec = z.infer<typeof AgentSpec>;

export const AgentStatus = z.enum(['draft', 'active', 'inactive', 'error']);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** An agent as lists and details show it. */
export const Agent = z.object({
  id: Id,
  slug: Slug,
  name: z.string(),
  status: AgentStatus,
  /** Number of the version that new runs use. */
  version: z.int().positive(),
  createdAt: z.iso.datetime(),
  lastActiveAt: z.iso.datetime().nullable(),
});
export type Agent = z.infer<typeof Agent>;

/** An agent with the definition that new runs use. */
export const AgentDetail = Agent.extend({ spec: AgentSpec });
export type AgentDetail = z.infer<typeof AgentDetail>;
