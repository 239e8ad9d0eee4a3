import { sql, type Kysely } from 'kysely';

const statements = [
  `create sequence run_finish`,
  // a place in the order of finishing; its transaction has its id first, so that whoever gets an id later knows by
  // whether the older ones are over that no place before this one is still to come: see foldRuns
  `create function next_run_finish() returns bigint language plpgsql as
    $$ begin perform pg_current_xact_id(); return nextval('run_finish'); end $$`,
  // what messages have in common that differ in numbers, ids and spaces at most
  `create function error_shape(message text) returns text language sql immutable parallel safe
    return regexp_replace(regexp_replace(left(coalesce(message, ''), 300), '[ \\t\\r\\n]+', ' ', 'g'),
      '[0-9a-f]*[0-9][0-9a-f-]*', '#', 'gi')`,
  `alter table runs alter conversation_id drop not null,
    add external_id text, add task_id text, add initiator text not null default '',
    add first_token_ms double precision check (first_token_ms >= 0),
    add computed_cost_nano_usd bigint check (computed_cost_nano_usd >= 0), add repriced_at timestamptz,
    add finish_seq bigint`,
  `create unique index runs_external on runs (workspace_id, agent_id, version, external_id) where external_id is not null`,
  `create index runs_task on runs (workspace_id, task_id, id) where task_id is not null`,
  `create index runs_initiator on runs (workspace_id, initiator, id) where initiator <> ''`,
  `create index runs_error_shape on runs (workspace_id, error_shape(error_message), id) where error_code is not null`,
  `drop index runs_conversation`,
  `create index runs_conversation on runs (workspace_id, conversation_id, id) where conversation_id is not null`,
  `create table run_models (
    workspace_id uuid not null, run_id uuid not null, model text not null, calls int not null check (calls >= 0),
    input_fresh bigint not null, input_cache_read bigint not null, input_cache_write5m bigint not null,
    input_cache_write1h bigint not null, input_tool_use bigint not null, output_text bigint not null,
    output_reasoning bigint not null, cost_nano_usd bigint not null check (cost_nano_usd >= 0),
    unpriced_calls int not null check (unpriced_calls >= 0), is_cost_told boolean not null default false,
    primary key (workspace_id, run_id, model),
    foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade)`,
  `create index run_models_model on run_models (workspace_id, model, run_id)`,
  // of tools that were only named nothing is known but that they were used
  `alter table tool_calls alter outcome drop not null, alter duration_ms drop not null`,
  // what was called before is read from the logs, for the figures of models
  `insert into run_models (workspace_id, run_id, model, calls, input_fresh, input_cache_read, input_cache_write5m,
      input_cache_write1h, input_tool_use, output_text, output_reasoning, cost_nano_usd, unpriced_calls)
    select start.workspace_id, start.run_id, (start.payload::json ->> 'provider') || '/' || (start.payload::json ->> 'model'),
      count(*), sum((usage.value ->> 'inputFresh')::bigint), sum((usage.value ->> 'inputCacheRead')::bigint),
      sum((usage.value ->> 'inputCacheWrite5m')::bigint), sum((usage.value ->> 'inputCacheWrite1h')::bigint),
      sum((usage.value ->> 'inputToolUse')::bigint), sum((usage.value ->> 'outputText')::bigint),
      sum((usage.value ->> 'outputReasoning')::bigint),
      sum(coalesce((ending.payload::json ->> 'costNanoUsd')::bigint, 0)),
      count(*) filter (where ending.payload::json ->> 'costNanoUsd' is null)
    from run_events as start
    join run_events as ending on ending.run_id = start.run_id and ending.seq > start.seq
      and ending.type in ('model-call-end', 'model-call-discard') and ending.payload <> ''
      and (ending.payload::json ->> 'attempt') = (start.payload::json ->> 'attempt')
    join runs on runs.workspace_id = start.workspace_id and runs.id = start.run_id and runs.ended_at is not null
    cross join lateral (select coalesce(ending.payload::json -> 'usage', ending.payload::json -> 'estimatedUsage') as value)
      as usage
    where start.type = 'model-call-start' and start.payload <> ''
    group by 1, 2, 3`,
  `update runs set finish_seq = next_run_finish() where ended_at is not null`,
  `create index runs_finish on runs (finish_seq) where finish_seq is not null`,
  `create index runs_unfinished on runs (workspace_id, id) where finish_seq is null`,
  `drop index runs_figures`,
  // the figures of a part of an hour are read from this index alone
  `create index runs_figures on runs (workspace_id, id) include (created_at, status, agent_id, version, duration_ms,
    first_token_ms, input_tokens, output_tokens, cost_nano_usd, unpriced_calls, finish_seq)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
