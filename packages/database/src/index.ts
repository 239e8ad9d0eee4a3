export type { Database } from './database.ts';
export { DatabaseStartError } from './database-start-error.ts';
export { openDatabase, type OpenDatabaseOptions } from './open-database.ts';
export { appendInTransaction } from './run-log/append-in-transaction.ts';
export { claimRuns, type ClaimRunsOptions } from './run-log/claim-runs.ts';
export { createStepWriter, type StepWriter } from './run-log/create-step-writer.ts';
export { insertDecision, type NewDecision } from './run-log/insert-decision.ts';
export { insertRun, type NewRun } from './run-log/insert-run.ts';
export { insertToolSet } from './run-log/insert-tool-set.ts';
export { expireLeases, type HeldRuns, releaseLeases, renewLeases } from './run-log/keep-leases.ts';
export { listRunEvents, type ListRunEventsOptions } from './run-log/list-run-events.ts';
export { loadRun } from './run-log/load-run.ts';
export { type TakenRun, takeRun } from './run-log/take-run.ts';
export type * from './tables.ts';
export { getAgent, insertAgent, listAgents, type ListAgentsOptions, touchAgent } from './queries/agents.ts';
export { type ApiKeyRights, findApiKeyRights, insertApiKey, listApiKeys, revokeApiKey } from './queries/api-keys.ts';
export { insertAuditEntry } from './queries/audit-log.ts';
export { getConversation, insertConversation } from './queries/conversations.ts';
export {
  deleteRun,
  getRun,
  getRunOrigin,
  listRuns,
  type ListRunsOptions,
  lockRun,
  type RunOrigin,
} from './queries/runs.ts';
export { listToolSettings, type ToolSettings, updateToolSettings } from './queries/tools.ts';
export {
  findFirstWorkspace,
  findMembership,
  findWorkspace,
  type Membership,
  type Workspace,
} from './queries/workspaces.ts';
