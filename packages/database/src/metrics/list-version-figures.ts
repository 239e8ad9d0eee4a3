import { emptyMetrics, type Metrics } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import { parseNames } from '../queries/agent-versions.ts';
import { versionLabel } from '../queries/version-label.ts';
import { versionLastRunAt } from '../queries/version-run-times.ts';
import type { Tables } from '../tables.ts';
import { listFigures } from './read-figures.ts';
import type { Span } from './to-pieces.ts';

/** Of those that never ran, before all times. */
const toMs = (at: Date | null): number => at?.getTime() ?? 0;

/** The versions of agents that are not put away, those that ran last first, with what their runs in the span come to. */
export const listVersionFigures = async (
  db: Kysely<Tables>,
  { workspaceId, span, limit }: { readonly workspaceId: string; readonly span: Span; readonly limit: number },
) => {
  const found = await db
    .selectFrom('agentVersions')
    .innerJoin('agents', (join) =>
      join
        .onRef('agents.workspaceId', '=', 'agentVersions.workspaceId')
        .onRef('agents.id', '=', 'agentVersions.agentId'),
    )
    .select(['agents.id as agentId', 'agents.name as agentName', 'agents.project', 'agents.status'])
    .select(['agentVersions.number', versionLastRunAt.as('lastRunAt'), 'agentVersions.cluster'])
    .select(['agentVersions.models', 'agentVersions.tools', versionLabel.as('label')])
    .where('agentVersions.workspaceId', '=', workspaceId)
    .where('agents.archivedAt', '=', null)
    .orderBy('agentVersions.lastRunAt', (order) => order.desc().nullsLast())
    .orderBy('agents.id')
    .orderBy('agentVersions.number', 'desc')
    .limit(limit)
    .execute();
  // the column that picks them may be some seconds behind
  const rows = found.toSorted((one, other) => toMs(other.lastRunAt) - toMs(one.lastRunAt));
  const keys = rows.map(({ agentId, number }) => `${agentId} ${number}`);
  const figures = await listFigures(db, { workspaceId, spans: [span], by: 'version', keys });
  const byKey = new Map<string, Metrics>(figures.map((row) => [row.key, row]));
  return rows.map(({ lastRunAt, models, tools, ...row }, index) => ({
    ...row,
    ...parseNames({ models, tools }),
    lastRunAt: lastRunAt?.toISOString() ?? null,
    metrics: byKey.get(keys[index] ?? '') ?? emptyMetrics,
  }));
};
