import type { AgentKind, SetAgentStatus } from '@signalbox/contracts';
import type { Generated } from 'kysely';

import type { NullableTimestamp, Timestamp } from './timestamp.ts';

export interface AgentsTable {
  id: string;
  workspaceId: string;
  slug: string;
  name: string;
  description: Generated<string>;
  type: Generated<string>;
  project: Generated<string>;
  capabilities: Generated<string[]>;
  kind: Generated<AgentKind>;
  isObserved: Generated<boolean>;
  isSample: Generated<boolean>;
  /** What is reported of it belongs to this agent; null for agents that are their own. */
  mergedInto: Generated<string | null>;
  status: SetAgentStatus;
  /** Number of the version that new runs use; 0 for an external agent without one. */
  currentVersion: number;
  latestVersion: number;
  createdAt: Timestamp;
  lastActiveAt: NullableTimestamp;
  archivedAt: NullableTimestamp;
}

export interface AgentVersionsTable {
  workspaceId: string;
  agentId: string;
  number: number;
  /** JSON of an AgentSpec; null for versions that were reported. */
  spec: string | null;
  /** As it was reported; null for hosted ones, which are called by their number. */
  label: string | null;
  cluster: Generated<string>;
  deployment: Generated<string>;
  isObserved: Generated<boolean>;
  /** Of the runs that are in the figures; the last may be some seconds behind, but for runs that were deleted. */
  firstRunAt: NullableTimestamp;
  lastRunAt: NullableTimestamp;
  /** SHA-256 of the canonical JSON of the spec, or of what was reported, hex. */
  digest: string;
  note: Generated<string>;
  /** JSON of an Actor; null for versions that came with the installation. */
  author: string | null;
  /** JSON of what lists show of the spec: an array of `provider/model`. */
  models: string;
  /** The same of its tools: an array of names, or "all". */
  tools: string;
  createdAt: Timestamp;
}

/** What a member changed of an agent's definition and has not saved as a version. */
export interface AgentDraftsTable {
  workspaceId: string;
  agentId: string;
  userId: string;
  /** JSON of an AgentSpec. */
  spec: string;
  baseVersion: number;
  updatedAt: Timestamp;
}

export interface ConversationsTable {
  id: string;
  workspaceId: string;
  agentId: string;
  /** The beginning of its first request. */
  title: string;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /** Its newest run; null when it has none. */
  lastRunId: string | null;
}
