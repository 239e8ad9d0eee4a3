import type {
  ApprovalReason,
  Decision,
  ModelUsage,
  TextDelta,
  RunEventType,
  RunSource,
  RunStatus,
  ToolOutcome,
} from '@signalbox/contracts';
import type { Generated, GeneratedAlways } from 'kysely';

import type { NullableTimestamp, Timestamp } from './timestamp.ts';

export interface RunsTable {
  id: string;
  workspaceId: string;
  /** Null for reported runs. */
  conversationId: string | null;
  previousRunId: string | null;
  agentId: string;
  version: number;
  /** It ran an unsaved definition, which is in its request. */
  isDraft: Generated<boolean>;
  source: RunSource;
  status: RunStatus;
  /** `provider/model` asked for in place of the agent's. */
  modelOverride: string | null;
  /** What its caller named the start by, so that it happens once; null when it has no such name. */
  idempotencyKey: string | null;
  inputPreview: string;
  outputPreview: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  createdAt: Timestamp;
  startedAt: NullableTimestamp;
  endedAt: NullableTimestamp;
  durationMs: number | null;
  inputTokens: Generated<number>;
  outputTokens: Generated<number>;
  costNanoUsd: Generated<number>;
  unpricedCalls: Generated<number>;
  /** What it asks a person; null when nothing is open. */
  waitsFor: ApprovalReason | null;
  /** Claims after a dead holder. */
  resumes: Generated<number>;
  externalId: Generated<string | null>;
  taskId: Generated<string | null>;
  initiator: Generated<string>;
  firstTokenMs: Generated<number | null>;
  /** What a reported run costs by our prices, where its sender gave its cost. */
  computedCostNanoUsd: Generated<number | null>;
  /** When it was last priced anew after its end: its log has the cost of then. */
  repricedAt: NullableTimestamp;
  /** Its place in the order of ending: `next_run_finish()`. */
  finishSeq: Generated<number | null>;
  /** Words of the previews and the error: a tsvector. */
  search: GeneratedAlways<string>;
  /** What its message has in common with those that differ in numbers and ids only; null without an error. */
  errorShape: GeneratedAlways<string | null>;
}

/** The live part of an unfinished run: deleted with its end. */
export interface RunHeadsTable {
  runId: string;
  workspaceId: string;
  nextSeq: Generated<number>;
  leaseOwner: string | null;
  leaseExpiresAt: NullableTimestamp;
  leaseEpoch: Generated<number>;
  recoveries: Generated<number>;
  /** Times something woke the run. */
  wakes: Generated<number>;
  /** When the run may be claimed; null while it waits to be woken. */
  wakeAt: NullableTimestamp;
  /** The run before it in its conversation, when that had not ended: it is not claimed until then. */
  afterRunId: string | null;
}

export interface RunEventsTable {
  runId: string;
  seq: number;
  workspaceId: string;
  epoch: number;
  type: RunEventType;
  at: Timestamp;
  /** JSON; empty when it is over 32 kB and stands in run_payloads. */
  payload: string;
}

export interface RunPayloadsTable {
  runId: string;
  seq: number;
  workspaceId: string;
  content: string;
}

export interface RunDecisionsTable {
  runId: string;
  /** Seq of the approval request that it answers: the first decision wins. */
  requestSeq: number;
  workspaceId: string;
  callId: string;
  decision: Decision;
  /** JSON of an Actor. */
  decidedBy: string;
  note: string | null;
  decidedAt: Timestamp;
}

/** Text of turns that stream, until their end is in the log. */
export interface RunPartialsTable {
  runId: string;
  workspaceId: string;
  epoch: number;
  attempt: number;
  /** Number of the block in the turn. */
  block: number;
  /** Where the text begins in the block, in UTF-16 units. */
  startOffset: number;
  type: TextDelta['type'];
  tool: string | null;
  text: string;
}

export interface ToolSetsTable {
  workspaceId: string;
  /** SHA-256 of `content`, hex. */
  digest: string;
  /** JSON of the tools as offered to a model. */
  content: string;
}

/** What the calls of one model of an ended run come to. */
export interface RunModelsTable extends ModelUsage {
  workspaceId: string;
  runId: string;
  /** `provider/model`; empty: what its sender did not tell apart. */
  model: string;
  calls: number;
  costNanoUsd: number;
  unpricedCalls: number;
  /** Its sender gave the cost. */
  isCostTold: Generated<boolean>;
}

/** One use of a tool by a run that has ended; stays when the run is deleted. */
export interface ToolCallsTable {
  workspaceId: string;
  runId: string;
  /** Seq of the call in the run's log. */
  seq: number;
  tool: string;
  agentId: string;
  at: Timestamp;
  /** Null when its sender did not tell. */
  outcome: ToolOutcome | null;
  durationMs: number | null;
}

/** Rows of reports that were not stored: the newest thousand of each workspace. */
export interface RejectedRunsTable {
  id: string;
  workspaceId: string;
  at: Timestamp;
  agent: string;
  version: string;
  /** JSON of ErrorIssue[]. */
  issues: string;
  preview: string;
  /** The sender's name. */
  sender: string;
}
