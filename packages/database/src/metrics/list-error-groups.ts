import type { ErrorGroups } from '@signalbox/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';

import { toSmallestId } from '../queries/to-smallest-id.ts';
import { versionLabel } from '../queries/version-label.ts';
import type { Tables } from '../tables.ts';
import { unguessed } from './fact-sql.ts';
import type { FigureFilters } from './figure-query.ts';
import type { Span } from './to-pieces.ts';

/** Newest failed runs that are looked at. */
const maxRuns = 10_000;
const maxVersions = 5;
/** Ids are made at most so much before the time that their run has, or after. */
const clockSlackMs = 60_000;

export interface ErrorQuery extends FigureFilters {
  readonly workspaceId: string;
  readonly span: Span;
  readonly limit: number;
}

interface Row {
  readonly code: string;
  readonly message: string;
  readonly runs: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly lastRunId: string;
  readonly versions: string[];
  readonly seen: number;
}

const conditionsOf = ({ workspaceId, agentIds, version, project, model, tool, initiator }: ErrorQuery) => {
  const uses = (table: string, column: string, name: string) =>
    sql`and id in (select run_id from ${sql.table(table)} where workspace_id = ${workspaceId} and ${sql.ref(column)} = ${name})`;
  return sql.join(
    [
      agentIds === undefined ? sql`` : sql`and agent_id = any(${[...agentIds]}::uuid[])`,
      version === undefined ? sql`` : sql`and version = ${version}`,
      project === undefined
        ? sql``
        : sql`and agent_id in (select id from agents where workspace_id = ${workspaceId} and project = ${project})`,
      model === undefined ? sql`` : uses('run_models', 'model', model),
      tool === undefined ? sql`` : uses('tool_calls', 'tool', tool),
      initiator === undefined ? sql`` : sql`and initiator = ${initiator}`,
    ],
    sql` `,
  );
};

/** SQL: the smallest UUID v7 that a moment can have, some milliseconds before or after a time. */
const toSmallestIdSql = (time: string, slackMs: number): RawBuilder<unknown> =>
  sql.raw(`rpad(lpad(to_hex((extract(epoch from ${time}) * 1000)::bigint + ${slackMs}), 12, '0'), 32, '0')::uuid`);

/** The failed runs that began in the span, by their code and by their message without numbers and ids. */
export const listErrorGroups = async (db: Kysely<Tables>, query: ErrorQuery): Promise<ErrorGroups> => {
  const { workspaceId, span, limit } = query;
  // from the index of failed runs alone
  const failed = sql`runs where workspace_id = ${workspaceId} and status = 'failed' ${conditionsOf(query)}`;
  const { rows } = await sql<Row>`
    with counted as materialized (
      select code, shape, agent_id, version, count(*) as runs, min(created_at) as first_at, max(created_at) as last_at
      from (
        select agent_id, version, created_at, coalesce(error_code, '') as code, coalesce(error_shape, '') as shape
        from ${failed} and id >= ${toSmallestId(new Date(span.from.getTime() - clockSlackMs))}
          and id < ${toSmallestId(new Date(span.until.getTime() + clockSlackMs))}
          and ${unguessed(sql`created_at >= ${span.from} and created_at < ${span.until}`)}
        order by id desc limit ${maxRuns}) as run
      group by code, shape, agent_id, version
    ), grouped as (
      select code, shape, sum(runs)::bigint as runs, min(first_at) as first_at, max(last_at) as last_at,
        array_agg(distinct (agent_id, version)) as places
      from counted group by code, shape order by runs desc, last_at desc, code, shape limit ${limit}
    )
    select code, last.message, runs, first_at, last_at, last.id as last_run_id,
      (select sum(runs)::bigint from counted) as seen, (
      select coalesce(array_agg(name), '{}') from (
        select agents.name || ' ' || ${versionLabel} as name
        from unnest(places) as place (agent_id uuid, version int)
        join agents on agents.workspace_id = ${workspaceId} and agents.id = place.agent_id
        left join agent_versions on agent_versions.workspace_id = ${workspaceId}
          and agent_versions.agent_id = place.agent_id and agent_versions.number = place.version
        order by place.version desc, name limit ${maxVersions}) as named) as versions
    from grouped cross join lateral (
      select id, coalesce(error_message, '') as message
      from ${failed} and id >= ${toSmallestIdSql('last_at', -clockSlackMs)}
        and id < ${toSmallestIdSql('last_at', clockSlackMs)} and created_at = last_at
        and coalesce(error_code, '') = code and coalesce(error_shape, '') = shape
      order by id desc limit 1) as last
    order by runs desc, last_at desc, code, shape
  `.execute(db);
  const items = rows.map(({ seen: _seen, firstAt, lastAt, ...row }) => ({
    ...row,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
  return { items, isPartial: (rows[0]?.seen ?? 0) === maxRuns };
};
