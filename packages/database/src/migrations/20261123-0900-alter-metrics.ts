import { sql, type Kysely } from 'kysely';

const statements = [
  // quarters of an hour, for the part of an hour that a span begins or ends with
  `alter table metric_buckets drop constraint metric_buckets_grain_check,
    add constraint metric_buckets_grain_check check (grain in ('quarter', 'hour', 'day'))`,
  // hours that began before have none, or not all; a new database has all of them
  `alter table metric_state add quarters_from timestamptz not null default 'epoch'`,
  `update metric_state set quarters_from = date_bin('1 hour', hour.last, 'epoch') + interval '1 hour'
    from (select greatest(now(), max(at)) as last from metric_buckets where grain = 'hour') as hour
    where exists (select from metric_buckets)`,
  // with them few runs are read one by one: an index that has all of their figures costs more than it saves
  `drop index runs_figures`,
  `drop index runs_error_shape`,
  `alter table runs add error_shape text generated always as (
    case when error_code is not null then error_shape(error_message) end) stored`,
  `create index runs_error_shape on runs (workspace_id, error_shape, id) where error_code is not null`,
  // failed runs are grouped from this index alone
  `create index runs_failed on runs (workspace_id, id) include (created_at, agent_id, version, initiator, error_code,
    error_shape) where status = 'failed'`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
