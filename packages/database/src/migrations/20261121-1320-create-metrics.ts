import { sql, type Kysely } from 'kysely';

const statements = [
  // one row: up to which finished run the buckets go; who changes buckets holds it
  `create table metric_state (
    id boolean primary key default true check (id), folded_seq bigint not null default 0, folded_at timestamptz)`,
  `insert into metric_state default values`,
  // what runs come to that began in the hour (or the day, in UTC): of the workspace, a version, an initiator, and the
  // calls of a model or a tool; the part of deleted runs apart, since no row tells it again
  `create table metric_buckets (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    series text not null check (series in ('workspace', 'version', 'initiator', 'model', 'tool')),
    grain text not null check (grain in ('hour', 'day')), at timestamptz not null,
    agent_id uuid not null, version int not null, name text not null, is_gone boolean not null,
    count bigint not null, completed bigint not null, failed bigint not null, cancelled bigint not null,
    -- numeric: what was reported may be large, and sums of it must not overflow
    timed bigint not null, duration_us numeric not null,
    input_fresh numeric not null, input_cache_read numeric not null, input_cache_write5m numeric not null,
    input_cache_write1h numeric not null, input_tool_use numeric not null, output_text numeric not null,
    output_reasoning numeric not null, input_tokens numeric not null, output_tokens numeric not null,
    cost_nano_usd numeric not null, failed_cost_nano_usd numeric not null, unpriced_calls bigint not null,
    duration_bins smallint[] not null, duration_counts int[] not null,
    first_token_bins smallint[] not null, first_token_counts int[] not null,
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
