import type { ActivityDeliveriesTable, ActivityTable, ActivityWordsTable } from './tables/activity.ts';
import type {
  ApiKeysTable,
  AuditLogTable,
  ConnectionsTable,
  ModelPricesTable,
  ToolsTable,
  WorkspaceSettingsTable,
} from './tables/administration.ts';
import type { AgentDraftsTable, AgentVersionsTable, AgentsTable, ConversationsTable } from './tables/agents.ts';
import type { MetricBucketsTable, MetricNamesTable, MetricStateTable } from './tables/metrics.ts';
import type {
  RejectedRunsTable,
  RunDecisionsTable,
  RunEventsTable,
  RunHeadsTable,
  RunModelsTable,
  RunPartialsTable,
  RunPayloadsTable,
  RunsTable,
  ToolCallsTable,
  ToolSetsTable,
} from './tables/runs.ts';
import type { Timestamp } from './tables/timestamp.ts';

export type * from './tables/activity.ts';
export type * from './tables/administration.ts';
export type * from './tables/agents.ts';
export type * from './tables/metrics.ts';
export type * from './tables/runs.ts';

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
