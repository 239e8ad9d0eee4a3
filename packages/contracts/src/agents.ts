import { z } from 'zod';

import { AgentSpec } from './agent-spec.ts';
import { CleanString } from './clean-string.ts';
import { Id, Slug } from './ids.ts';
import { Actor } from './run-events.ts';
import { RunTotals } from './run-totals.ts';

/** `error` is found out, not set: an active agent whose runs would fail as things stand. */
export const AgentStatus = z.enum(['draft', 'active', 'inactive', 'error']);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** hosted: runs here · external: runs elsewhere and is reported. */
export const AgentKind = z.enum(['hosted', 'external']);
export type AgentKind = z.infer<typeof AgentKind>;

/** What somebody sets: draft and inactive agents answer people in the Playground, and nobody else. */
export const SetAgentStatus = AgentStatus.exclude(['error']);
export type SetAgentStatus = z.infer<typeof SetAgentStatus>;

/** Why runs of an agent would fail as things stand. */
export const AgentFault = z.object({
  code: z.enum(['provider-missing', 'key-missing', 'model-unknown', 'tool-missing', 'tool-off']),
  /** The provider, model or tool that it is about. */
  subject: z.string(),
  /** A sentence that says what to do. */
  message: z.string(),
});
export type AgentFault = z.infer<typeof AgentFault>;

const Name = CleanString.trim().min(1, 'must not be empty').max(100);
const Words = CleanString.trim().max(100);

/** What people call an agent and find it by. */
const labels = {
  name: Name,
  /** What it does, for people. */
  description: CleanString.trim().max(2000),
  /** Free text, such as `support`; empty for none. */
  type: Words,
  /** Free text; empty for none. */
  project: Words,
  /** What it can do, in free words that lists are filtered by. */
  capabilities: z.array(Words.min(1)).max(50),
};

/** An agent as lists and details show it. */
export const Agent = z.object({
  id: Id,
  slug: Slug,
  ...labels,
  kind: AgentKind,
  /** Seen in what was reported, and adopted by nobody yet. */
  isObserved: z.boolean(),
  /** Came with the sample data, and goes with it. */
  isSample: z.boolean(),
  status: AgentStatus,
  /** Why its status is `error`; empty otherwise. */
  faults: z.array(AgentFault),
  /** Number of the version that new runs use, of an external agent of the newest; 0: none was reported. */
  version: z.int().nonnegative(),
  /** What people call that version: `v3`, or as it was reported; empty without one. */
  versionLabel: z.string(),
  /** Number of the newest version; 0 without one. */
  latestVersion: z.int().nonnegative(),
  /** Of the version that new runs use: `provider/model`, in the order they are tried; empty: the default model. */
  models: z.array(z.string()),
  /** Of the same version. */
  tools: z.union([z.literal('all'), z.array(z.string())]),
  createdAt: z.iso.datetime(),
  lastActiveAt: z.iso.datetime().nullable(),
  /** When it was put away; null: it was not. */
  archivedAt: z.iso.datetime().nullable(),
});
export type Agent = z.infer<typeof Agent>;

/** An agent with the definition that new runs use; null for external ones. */
export const AgentDetail = Agent.extend({ spec: AgentSpec.nullable() });
export type AgentDetail = z.infer<typeof AgentDetail>;

export const CreateAgentInput = z.strictObject({
  name: Name,
  /** Made of the name when it is left out. */
  slug: Slug.optional(),
  description: labels.description.default(''),
  type: labels.type.default(''),
  project: labels.project.default(''),
  capabilities: labels.capabilities.default([]),
  status: SetAgentStatus.default('draft'),
  spec: AgentSpec,
  /** What version 1 is about. */
  note: CleanString.trim().max(2000).default(''),
});
export type CreateAgentInput = z.infer<typeof CreateAgentInput>;

/** Fields that are left out stay as they are. */
export const UpdateAgentInput = z.strictObject({
  name: labels.name.optional(),
  description: labels.description.optional(),
  type: labels.type.optional(),
  project: labels.project.optional(),
  capabilities: labels.capabilities.optional(),
  status: SetAgentStatus.optional(),
});

/** A saved definition of an agent. */
export const AgentVersion = z.object({
  number: z.int().positive(),
  /** What people call it: `v3`, or as it was reported. */
  label: z.string(),
  /** SHA-256 of the definition, or of what was reported of it, hex: equal for equal ones. */
  digest: z.string(),
  note: z.string(),
  /** Who saved it; null for versions that came with the installation. */
  author: Actor.nullable(),
  createdAt: z.iso.datetime(),
  models: Agent.shape.models,
  tools: Agent.shape.tools,
  /** Where a reported version runs, in its sender's words; empty otherwise. */
  cluster: z.string(),
  deployment: z.string(),
  /** Seen with a run before anybody reported it. */
  isObserved: z.boolean(),
});
export type AgentVersion = z.infer<typeof AgentVersion>;

/** A version with its definition; null for versions that were reported. */
export const AgentVersionDetail = AgentVersion.extend({ spec: AgentSpec.nullable() });
export type AgentVersionDetail = z.infer<typeof AgentVersionDetail>;

/** What a version's runs of the last 30 days come to; those of unsaved definitions and the Playground’s are counted too. */
export const VersionTotals = RunTotals.extend({
  completed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** Of the ended runs; null when there is none. */
  averageDurationMs: z.number().nonnegative().nullable(),
  firstRunAt: z.iso.datetime().nullable(),
  lastRunAt: z.iso.datetime().nullable(),
});
export type VersionTotals = z.infer<typeof VersionTotals>;

/** What somebody changed of an agent's definition and has not saved as a version. */
export const AgentDraft = z.object({
  spec: AgentSpec,
  /** The version that it began from. */
  baseVersion: z.int().positive(),
  updatedAt: z.iso.datetime(),
});
export type AgentDraft = z.infer<typeof AgentDraft>;
