import { sql, type Kysely } from 'kysely';

const nobody = '00000000-0000-0000-0000-000000000000';

const statements = [
  // one row: up to which finished run the buckets go, and the cluster whose transaction ids the runs have
  `create table metric_state (
    id boolean primary key default true check (id), folded_seq bigint not null default 0,
    cluster_id text not null default '', restored_seq bigint not null default 0, folded_at timestamptz)`,
  `insert into metric_state default values`,
  // what runs come to that began in the hour (or the day, in UTC): of the workspace, a version, an initiator, and the
  // calls of a model or a tool; the part of deleted runs apart, since no row tells it again
  `create table metric_buckets (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    series text not null check (series in ('workspace', 'version', 'initiator', 'model', 'tool')),
    grain text not null check (grain in ('hour', 'day')), at timestamptz not null,
    agent_id uuid not null default '${nobody}', version int not null default 0, name text not null default '',
    is_gone boolean not null default false,
    count bigint not null default 0, completed bigint not null default 0, failed bigint not null default 0,
    cancelled bigint not null default 0,
    timed bigint not null default 0, duration_us bigint not null default 0,
    input_fresh bigint not null default 0, input_cache_read bigint not null default 0,
    input_cache_write5m bigint not null default 0, input_cache_write1h bigint not null default 0,
    input_tool_use bigint not null default 0, output_text bigint not null default 0,
    output_reasoning bigint not null default 0,
    input_tokens bigint not null default 0, output_tokens bigint not null default 0,
    cost_nano_usd bigint not null default 0, unpriced_calls bigint not null default 0,
    duration_bins smallint[] not null default '{}', duration_counts int[] not null default '{}',
    first_token_bins smallint[] not null default '{}', first_token_counts int[] not null default '{}',
    primary key (workspace_id, series, grain, at, agent_id, version, name, is_gone))`,
  // names that have buckets of their own; beyond a thousand of a kind the rest is "other"
  `create table metric_names (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    series text not null, name text not null,
    primary key (workspace_id, series, name))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
