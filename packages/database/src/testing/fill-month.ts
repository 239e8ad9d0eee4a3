import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** Indexes that no figure is read by: rows go in in a third of the time without them. */
const unread = [
  'runs_search',
  'runs_source',
  'runs_agent_status',
  'runs_error',
  'runs_error_shape',
  'run_models_model',
];

const insertAgents = async ({ authDb: db }: Database, workspaceId: string): Promise<void> => {
  await sql`insert into agents (id, workspace_id, slug, name, status, current_version, latest_version, created_at)
    select gen_random_uuid(), ${workspaceId}, 'agent-' || number, 'Agent ' || number, 'active', 2, 2, now()
    from generate_series(1, 20) as number on conflict do nothing`.execute(db);
  await sql`insert into agent_versions (workspace_id, agent_id, number, spec, digest, models, tools, created_at)
    select workspace_id, id, number, '{}', '', '[]', '[]', now() from agents, generate_series(1, 2) as number
    where workspace_id = ${workspaceId} on conflict do nothing`.execute(db);
};

/**
 * Runs of 20 agents of two versions each, evenly over the 30 days until now: 90 % completed, 6 % failed; one model call
 * each of five models, a tool call every other run, 200 initiators. `round` tells fillings of one workspace apart.
 */
export const fillMonth = async (
  database: Database,
  { workspaceId, runs, round }: { readonly workspaceId: string; readonly runs: number; readonly round: number },
): Promise<void> => {
  const { authDb: db } = database;
  for (const index of unread) await sql`drop index if exists ${sql.ref(index)}`.execute(db);
  await insertAgents(database, workspaceId);
  const stepMs = (30 * 86_400_000) / runs;
  await sql`
    create table filled as
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(number % 4096), 3, '0')
        || '8' || left(md5(${round}::int || ' ' || number), 15))::uuid as id,
      at, number, number % 20 + 1 as agent, 1 + (number / 20 % 2)::int as version,
      case when number % 100 < 90 then 'completed' when number % 100 < 96 then 'failed' else 'cancelled' end as status
    from (select number, now() - (${runs}::bigint - number) * ${stepMs}::float8 * interval '1 millisecond' as at
      from generate_series(1, ${runs}::bigint) as number) as series`.execute(db);
  await sql`
    insert into runs (id, workspace_id, agent_id, version, source, status, input_preview, output_preview, error_code,
      error_message, created_at, started_at, ended_at, duration_ms, first_token_ms, input_tokens, output_tokens,
      cost_nano_usd, initiator, finish_seq)
    select filled.id, ${workspaceId}, agents.id, version, 'report', filled.status, 'What is ' || number % 977 || '?',
      'The result is ' || number % 7919 || '.', case when filled.status = 'failed' then 'reported' end,
      case when filled.status = 'failed' then 'No answer after ' || number % 60 || ' s' end, at, at, at,
      exp(random() * 8) * 10, exp(random() * 4) * 20, 400 + number % 1000, number % 500, number % 90000,
      'member-' || number % 200, next_run_finish()
    from filled join agents on slug = 'agent-' || agent and workspace_id = ${workspaceId} order by number`.execute(db);
  await sql`
    insert into run_models (workspace_id, run_id, model, calls, input_fresh, input_cache_read, input_cache_write5m,
      input_cache_write1h, input_tool_use, output_text, output_reasoning, cost_nano_usd, unpriced_calls)
    select ${workspaceId}, id, 'demo/model-' || number % 5, 1, 400 + number % 1000, 0, 0, 0, 0, number % 500, 0,
      number % 90000, 0 from filled order by number`.execute(db);
  await sql`
    insert into tool_calls (workspace_id, run_id, seq, tool, agent_id, at, outcome, duration_ms)
    select ${workspaceId}, filled.id, 1, 'tool-' || number % 8, agents.id, at, 'ok', exp(random() * 6)
    from filled join agents on slug = 'agent-' || agent and workspace_id = ${workspaceId}
    where number % 2 = 0 order by number`.execute(db);
  await sql`drop table filled`.execute(db);
  for (const table of ['runs', 'run_models', 'tool_calls']) await sql`vacuum (analyze) ${sql.ref(table)}`.execute(db);
};
