import type { MetricDimension, MetricSeriesAnswer } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import { versionLabel } from '../queries/version-label.ts';
import type { Tables } from '../tables.ts';
import type { FigureFilters } from './figure-query.ts';
import type { Span } from './to-pieces.ts';

const selectVersions = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('agentVersions')
    .innerJoin('agents', (join) =>
      join
        .onRef('agents.workspaceId', '=', 'agentVersions.workspaceId')
        .onRef('agents.id', '=', 'agentVersions.agentId'),
    )
    .select(['agentVersions.agentId', 'agentVersions.number', 'agents.name as agentName'])
    .select(versionLabel.as('label'))
    .where('agentVersions.workspaceId', '=', workspaceId);

const listAgentNames = (db: Kysely<Tables>, workspaceId: string, ids: readonly string[]) =>
  db
    .selectFrom('agents')
    .select(['id', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();

/** What people call the keys of a dimension; those that are names are called by themselves. */
export const listLabels = async (
  db: Kysely<Tables>,
  options: { readonly workspaceId: string; readonly by: MetricDimension; readonly keys: readonly string[] },
): Promise<(key: string) => string> => {
  const { workspaceId, by } = options;
  const keys = options.keys.filter((key) => key.includes('-'));
  const labels = new Map<string, string>();
  if (by === 'agent' && keys.length > 0) {
    for (const { id, name } of await listAgentNames(db, workspaceId, keys)) labels.set(id, name);
  }
  if (by === 'version' && keys.length > 0) {
    const agentIds = [...new Set(keys.map((key) => key.slice(0, 36)))];
    const versions = await selectVersions(db, workspaceId).where('agentVersions.agentId', 'in', agentIds).execute();
    for (const row of versions) labels.set(`${row.agentId} ${row.number}`, `${row.agentName} ${row.label}`);
  }
  return (key) => labels.get(key) ?? key;
};

/** Versions whose first run began in the span, oldest first, at most 100. */
export const listNewVersions = async (
  db: Kysely<Tables>,
  query: Pick<FigureFilters, 'agentIds' | 'project'> & { readonly workspaceId: string; readonly span: Span },
): Promise<MetricSeriesAnswer['newVersions']> => {
  const { workspaceId, span, agentIds, project } = query;
  let versions = selectVersions(db, workspaceId)
    .select('agentVersions.firstRunAt as at')
    .where('agentVersions.firstRunAt', '>=', span.from)
    .where('agentVersions.firstRunAt', '<', span.until);
  if (agentIds !== undefined) versions = versions.where('agentVersions.agentId', 'in', [...agentIds]);
  if (project !== undefined) versions = versions.where('agents.project', '=', project);
  const rows = await versions.orderBy('agentVersions.firstRunAt').limit(100).execute();
  return rows.map(({ agentId, agentName, label, at }) => ({ agentId, agentName, label, at: at?.toISOString() ?? '' }));
};
