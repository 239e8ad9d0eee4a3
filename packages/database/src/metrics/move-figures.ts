import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { addedSql } from './book-runs.ts';
import { packHistograms, toWrittenSql, type WrittenBucket } from './pack-histograms.ts';
import { bucketColumns } from './series-columns.ts';

interface Place {
  readonly agentId: string;
  readonly version: number;
}

const rest = bucketColumns.join(', ');

const movedSql = toWrittenSql(`
  insert into metric_buckets as bucket (workspace_id, series, grain, at, agent_id, version, name, is_gone, ${rest})
  select workspace_id, series, grain, at, target.agent_id, target.version, name, is_gone, ${rest}
  from moved cross join target ${addedSql}`);

/**
 * Counts what one version's runs come to, deleted ones included, as another's. In the transaction that gives it the runs,
 * which holds the state of the buckets.
 */
export const moveFigures = async (
  tx: Kysely<Tables>,
  { workspaceId, from, into }: { readonly workspaceId: string; readonly from: Place; readonly into: Place },
): Promise<void> => {
  const place = sql`workspace_id = ${workspaceId} and agent_id = ${from.agentId} and version = ${from.version}`;
  const { rows } = await sql<WrittenBucket>`
    with moved as (delete from metric_buckets where ${place} returning *),
    target as (select ${into.agentId}::uuid as agent_id, ${into.version}::int as version), ${sql.raw(movedSql)}
  `.execute(tx);
  await packHistograms(tx, rows);
  await sql`
    update agent_versions set first_run_at = least(agent_versions.first_run_at, other.first_run_at),
      last_run_at = greatest(agent_versions.last_run_at, other.last_run_at)
    from agent_versions as other
    where agent_versions.workspace_id = ${workspaceId} and agent_versions.agent_id = ${into.agentId}
      and agent_versions.number = ${into.version} and other.workspace_id = ${workspaceId}
      and other.agent_id = ${from.agentId} and other.number = ${from.version}`.execute(tx);
};
