import type {
  ActivityIntent,
  ActivityPlace,
  ActivityStatus,
  AgentKind,
  ApiKeyScope,
  ApprovalReason,
  ConnectionKind,
  Decision,
  ModelUsage,
  TextDelta,
  RunEventType,
  RunSource,
  RunStatus,
  SetAgentStatus,
  ToolOutcome,
} from '@signalbox/contracts';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Read as a Date on both engines; written as a Date or ISO text. */
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

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
  /** Of the runs that are in the figures. */
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
  /** Its place in the order of ending: `next_run_finish()`. */
  finishSeq: Generated<number | null>;
  /** Words of the previews and the error: a tsvector. */
  search: GeneratedAlways<string>;
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

/** Settings of a known tool; a tool without a row is enabled as it comes. */
export interface ToolsTable {
  workspaceId: string;
  name: string;
  enabled: boolean;
  description: string | null;
  updatedAt: Timestamp;
}

/** How a workspace reaches models. */
export interface ConnectionsTable {
  workspaceId: string;
  /** Stands before the slash of `provider/model`. */
  name: string;
  kind: ConnectionKind;
  baseUrl: string | null;
  /** Sealed for this workspace and this name; null without a key. */
  sealedKey: string | null;
  keyHint: string | null;
  /** JSON of an Actor. */
  updatedBy: string;
  updatedAt: Timestamp;
}

/** What a workspace set for models: rows are added and never changed. */
export interface ModelPricesTable {
  id: string;
  workspaceId: string;
  /** In the order of insertion: of the rows for a day the last one holds. */
  seq: GeneratedAlways<number>;
  provider: string;
  model: string;
  /** A day, in UTC. */
  validFrom: string;
  /** JSON of PriceRates; null for the shipped price. */
  rates: string | null;
  /** JSON of an Actor. */
  createdBy: string;
  createdAt: Timestamp;
}

export interface ApiKeysTable {
  id: string;
  workspaceId: string;
  name: string;
  prefix: string;
  /** SHA-256 of the key, base64url: keys are 32 random bytes, so a plain hash can't be guessed. */
  hash: string;
  scopes: ApiKeyScope[];
  requestsPerMinute: number | null;
  createdAt: Timestamp;
  expiresAt: NullableTimestamp;
  revokedAt: NullableTimestamp;
  lastUsedAt: NullableTimestamp;
}

export interface AuditLogTable {
  id: string;
  workspaceId: string;
  at: Timestamp;
  /** JSON of an Actor. */
  actor: string;
  /** The procedure, such as `tools.update`. */
  action: string;
  target: string;
  details: string;
}

/** Up to which finished run the buckets go: one row. */
export interface MetricStateTable {
  id: boolean;
  foldedSeq: number;
  foldedAt: NullableTimestamp;
}

/** What the runs come to that began in an hour, or a day in UTC. Sums are numerics, which are read as text. */
export interface MetricBucketsTable extends Record<keyof ModelUsage, string> {
  workspaceId: string;
  series: 'workspace' | 'version' | 'initiator' | 'model' | 'tool';
  grain: 'hour' | 'day';
  at: Timestamp;
  /** All zeros and 0 but for versions, models and tools. */
  agentId: string;
  version: number;
  /** Of the initiator, model or tool. */
  name: string;
  /** Of runs that were deleted. */
  isGone: boolean;
  /** Runs; of models and tools, calls. */
  count: number;
  completed: number;
  failed: number;
  cancelled: number;
  /** How many of them have a duration, and its sum in microseconds. */
  timed: number;
  durationUs: string;
  inputTokens: string;
  outputTokens: string;
  costNanoUsd: string;
  failedCostNanoUsd: string;
  unpricedCalls: number;
  /** Histograms: bins in ascending order, and how many fell in each. */
  durationBins: number[];
  durationCounts: number[];
  firstTokenBins: number[];
  firstTokenCounts: number[];
}

/** Names that have buckets of their own. */
export interface MetricNamesTable {
  workspaceId: string;
  series: string;
  name: string;
}

export interface ActivityTable {
  id: string;
  workspaceId: string;
  agentId: string;
  at: Timestamp;
  type: string;
  status: ActivityStatus;
  taskId: string | null;
  output: string | null;
  error: string | null;
  durationMs: number | null;
  project: string;
  intent: ActivityIntent;
  reason: string;
  /** JSON. */
  details: string | null;
  /** JSON of an Actor. */
  sender: string;
  /** Where it came from. */
  address: string | null;
  /** Where it is to be brought: it is there when no delivery waits. */
  places: ActivityPlace[];
  search: GeneratedAlways<string>;
}

export interface ActivityWordsTable {
  workspaceId: string;
  word: string;
  trigrams: string[];
}

/** An entry that is still to be brought to another place. */
export interface ActivityDeliveriesTable {
  workspaceId: string;
  activityId: string;
  place: ActivityPlace;
  attempts: Generated<number>;
  nextAt: Timestamp;
}

/** A workspace without a row has the defaults. */
export interface WorkspaceSettingsTable {
  workspaceId: string;
  timeZone: string;
  staleAfterMinutes: number;
  keepRunsDays: number | null;
  keepStepsDays: number | null;
  keepActivityDays: number | null;
  updatedAt: Timestamp;
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

interface AuthUserTable {
  id: string;
  name: string;
  email: string;
}

interface AuthOrganizationTable {
  id: string;
  name: string;
  slug: string;
  createdAt: Timestamp;
}

interface AuthMemberTable {
  id: string;
  organizationId: string;
  userId: string;
  role: string;
  createdAt: Timestamp;
}

/**
 * Every table the product's own queries touch. The `auth_` tables belong to better-auth and keep its
 * camelCase columns: read them through `authDb`, which does not rename.
 */
export interface Tables {
  agents: AgentsTable;
  agentVersions: AgentVersionsTable;
  agentDrafts: AgentDraftsTable;
  conversations: ConversationsTable;
  runs: RunsTable;
  runHeads: RunHeadsTable;
  runEvents: RunEventsTable;
  runPayloads: RunPayloadsTable;
  runDecisions: RunDecisionsTable;
  runPartials: RunPartialsTable;
  toolSets: ToolSetsTable;
  tools: ToolsTable;
  toolCalls: ToolCallsTable;
  runModels: RunModelsTable;
  metricState: MetricStateTable;
  metricBuckets: MetricBucketsTable;
  metricNames: MetricNamesTable;
  activity: ActivityTable;
  activityWords: ActivityWordsTable;
  activityDeliveries: ActivityDeliveriesTable;
  workspaceSettings: WorkspaceSettingsTable;
  rejectedRuns: RejectedRunsTable;
  connections: ConnectionsTable;
  modelPrices: ModelPricesTable;
  apiKeys: ApiKeysTable;
  auditLog: AuditLogTable;
}

/** The part of better-auth's tables that the product reads: a workspace is an organization. */
export interface AuthTables {
  auth_user: AuthUserTable;
  auth_organization: AuthOrganizationTable;
  auth_member: AuthMemberTable;
}
