export type { Database } from './database.ts';
export { DatabaseStartError } from './database-start-error.ts';
export { type DatabaseState, getDatabaseState } from './get-database-state.ts';
export { listMigrations } from './migrate-database.ts';
export { type FolderLock, lockFolder } from './pglite/folder-lock.ts';
export { openDatabase, type OpenDatabaseOptions } from './open-database.ts';
export { createReportWriter, type ReportWriter } from './report-writer/create-report-writer.ts';
export type { ReportEvent, ReportModel, ReportRow, ReportToolCall } from './report-writer/report-row.ts';
export { appendInTransaction } from './run-log/append-in-transaction.ts';
export { claimRuns, type ClaimRunsOptions } from './run-log/claim-runs.ts';
export { createRunLoader } from './run-log/create-run-loader.ts';
export { createStepWriter, type StepWriter } from './run-log/create-step-writer.ts';
export { getClaimDelay } from './run-log/get-claim-delay.ts';
export { handOnFollowers } from './run-log/hand-on-followers.ts';
export { insertDecision, type NewDecision } from './run-log/insert-decision.ts';
export { insertRun, type NewRun } from './run-log/insert-run.ts';
export { insertToolSet } from './run-log/insert-tool-set.ts';
export { expireLeases, type HeldRuns, releaseLeases, renewLeases } from './run-log/keep-leases.ts';
export { findOpenAttempt } from './run-log/find-open-attempt.ts';
export { listKnownRuns } from './run-log/list-known-runs.ts';
export { listRunEvents, type ListRunEventsOptions } from './run-log/list-run-events.ts';
export { type TakenRun, takeRun } from './run-log/take-run.ts';
export { changeFigures } from './metrics/change-figures.ts';
export type { FigureFilters, FigureQuery } from './metrics/figure-query.ts';
export { type Folded, foldRuns } from './metrics/fold-runs.ts';
export { rebuildFigures } from './metrics/rebuild-figures.ts';
export { type ErrorQuery, listErrorGroups } from './metrics/list-error-groups.ts';
export { listVersionFigures } from './metrics/list-version-figures.ts';
export { listLabels, listNewVersions } from './metrics/list-labels.ts';
export { countAgentRuns, type Figures, listFigures, readAtOnce, readTotals } from './metrics/read-figures.ts';
export type { Span } from './metrics/to-pieces.ts';
export type * from './tables.ts';
export { countCompletedRuns, sumAgents, sumVersions } from './queries/run-totals.ts';
export {
  getActivity,
  insertActivity,
  listActivity,
  type ListActivityOptions,
  type NewActivity,
  type StoredActivity,
} from './queries/activity.ts';
export {
  countDeliveries,
  deleteDeliveries,
  type DeliverableActivity,
  takeDeliveries,
} from './queries/activity-deliveries.ts';
export { insertActivityWords, toWords } from './queries/activity-words.ts';
export { observeAgent } from './queries/observed-agents.ts';
export { deleteDraft, findDraft, saveDraft } from './queries/agent-drafts.ts';
export {
  getVersion,
  getVersionNumber,
  insertVersion,
  listVersions,
  setCurrentVersion,
  takeVersionNumber,
  toSpecDigest,
} from './queries/agent-versions.ts';
export {
  type ActivityUpdate,
  listActivityUpdates,
  listAgentStatuses,
  listRunEnds,
} from './queries/activity-updates.ts';
export { listAgentWords } from './queries/agent-words.ts';
export {
  type AgentFilters,
  deleteAgent,
  getAgent,
  insertAgent,
  listAgents,
  listProjects,
  type ListAgentsOptions,
  type StoredAgent,
  type StoredAgentDetail,
  updateAgent,
} from './queries/agents.ts';
export {
  type ApiKeyRights,
  type ApiKeyUse,
  findApiKeyRights,
  insertApiKey,
  listApiKeys,
  lockApiKey,
  revokeApiKey,
  updateApiKey,
  updateApiKeyUses,
} from './queries/api-keys.ts';
export { insertAuditEntry } from './queries/audit-log.ts';
export {
  deleteConnection,
  listConnections,
  lockConnection,
  type StoredConnection,
  updateConnection,
} from './queries/connections.ts';
export { listSealedKeys, lockSealedKeys, type SealedKey, updateSealedKey } from './queries/sealed-keys.ts';
export { type AgentRegistration, registerAgent, registerVersion } from './queries/external-agents.ts';
export { mergeAgents } from './queries/merge-agents.ts';
export { insertRejectedRuns, listRejectedRuns, type NewRejectedRun } from './queries/rejected-runs.ts';
export {
  getConversation,
  getConversationPlace,
  listConversations,
  type ListConversationsOptions,
} from './queries/conversations.ts';
export { countInbox, listInbox } from './queries/inbox.ts';
export { listRunCosts, type RunCost, type RunCostPage, type RunCostsOptions } from './queries/list-run-costs.ts';
export { listRuns, type ListRunsOptions } from './queries/list-runs.ts';
export { countSampleRuns, deleteSamples, markSampleAgents } from './queries/samples.ts';
export { deleteExpired, listKept } from './queries/retention.ts';
export { deleteRun, findStartedRun, getRun, getRunOrigin, isRunOpen, lockRun, type RunOrigin } from './queries/runs.ts';
export {
  deleteRunPartials,
  type EndedAttempt,
  insertRunPartials,
  listRunPartials,
  type RunPartial,
} from './queries/run-partials.ts';
export {
  insertPrice,
  listCurrentPrices,
  listPrices,
  type ListPricesOptions,
  type StoredPrice,
} from './queries/prices.ts';
export { getDatabaseFigures, getMetricsLag, getQueueFigures } from './queries/system.ts';
export { listToolCalls, type ListToolCallsOptions, listToolUsage } from './queries/tool-calls.ts';
export { listToolSettings, type ToolSettings, updateToolSettings } from './queries/tools.ts';
export {
  findFirstWorkspace,
  findMember,
  findMembership,
  findWorkspace,
  type Membership,
  type Workspace,
} from './queries/workspaces.ts';
export { type NewRunCost, updateRunCosts } from './queries/update-run-costs.ts';
export { getWorkspaceSettings, hasSampleData, updateWorkspaceSettings } from './queries/workspace-settings.ts';
