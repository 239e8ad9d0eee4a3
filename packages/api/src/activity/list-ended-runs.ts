import type {
  Activity,
  ActivityIntent,
  ActivityStatus,
  ListActivityInput,
  Page,
  Run,
  RunStatus,
} from '@signalbox/contracts';
import { type Database, listProjects, listRuns } from '@signalbox/database';

import { toActivityIntent } from './to-activity-status.ts';

/** What the entries of runs have as their type. */
const runType = 'run';

const statuses = [
  ['completed', 'success'],
  ['failed', 'failed'],
  ['cancelled', 'other'],
] as const satisfies readonly (readonly [RunStatus, ActivityStatus])[];

const toStatus = (run: Run): ActivityStatus => statuses.find(([status]) => status === run.status)?.[1] ?? 'other';

const toActivity = (run: Run, project: string): Activity => {
  const status = toStatus(run);
  return {
    id: run.id,
    agentId: run.agentId,
    agentSlug: run.agentSlug,
    agentName: run.agentName,
    type: runType,
    status,
    at: run.createdAt,
    taskId: run.taskId,
    runId: run.id,
    output: run.outputPreview,
    error: run.error?.message ?? null,
    durationMs: run.durationMs,
    project,
    intent: toActivityIntent(status),
    reason: run.inputPreview,
    details: null,
    isInMemory: null,
  };
};

interface Filters extends Omit<ListActivityInput, 'limit'> {
  readonly workspaceId: string;
  readonly limit: number;
}

const toStatuses = (status: ActivityStatus | undefined, intent: ActivityIntent | undefined): RunStatus[] =>
  statuses
    .filter(([, own]) => status === undefined || own === status)
    .filter(([, own]) => intent === undefined || toActivityIntent(own) === intent)
    .map(([own]) => own);

/** A page of the runs that have ended, as activity of their agents: each stands where it began. */
export const listEndedRuns = async (
  { db }: Pick<Database, 'db'>,
  { type, status, intent, ...filters }: Filters,
): Promise<Page<Activity>> => {
  const wanted = type === undefined || type === runType ? toStatuses(status, intent) : [];
  if (wanted.length === 0) return { items: [], nextCursor: null };
  const { items, nextCursor } = await listRuns(db, { ...filters, statuses: wanted, offset: 0 });
  const ids = items.map(({ agentId }) => agentId);
  const projects = await listProjects(db, { workspaceId: filters.workspaceId, ids });
  return { items: items.map((run) => toActivity(run, projects.get(run.agentId) ?? '')), nextCursor };
};
