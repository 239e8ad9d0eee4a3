import { type Kysely, sql } from 'kysely';

import type { Database } from '../database.ts';
import type { AuthTables } from '../tables.ts';

const runCount = 1_000_000;
/** A hundred thousand in two days. */
const stepMs = 1728;

const insertAgents = async (db: Kysely<AuthTables>, workspaceId: string): Promise<void> => {
  await sql`insert into agents (id, workspace_id, slug, name, status, current_version, latest_version, created_at)
    select gen_random_uuid(), ${workspaceId}, 'agent-' || number, 'Agent ' || number, 'active', 1, 1, now()
    from generate_series(1, 20) as number`.execute(db);
  await sql`insert into agent_versions (workspace_id, agent_id, number, spec, digest, models, tools, created_at)
    select workspace_id, id, 1, '{}', '', '[]', '[]', now() from agents where workspace_id = ${workspaceId}`.execute(
    db,
  );
};

/**
 * Half of the runs are the first agent's, ten the last one's; 90 % completed, 6 % failed, few unfinished. Of the
 * requests 30 % hold `common`, 1 % `middling`, 0.1 % `seldom`, five `unique`; half of the older half `ancient`.
 */
const insertRuns = async (db: Kysely<AuthTables>, workspaceId: string): Promise<void> => {
  await sql`
    create table numbered as
    select number, at, lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
        || lpad(to_hex(number % 4096), 3, '0') || '8' || left(md5(number::text), 15) as id,
      case when number % 100000 = 7 then 20 when number % 2 = 0 then 1 else 2 + number / 2 % 18 end as agent,
      case when number > ${runCount}::int - 8 then 'running' when number > ${runCount}::int - 28 then 'queued'
        when number % 20000 = 1 then 'waiting' when number % 100 < 90 then 'completed'
        when number % 100 < 96 then 'failed' else 'cancelled' end as status
    from (select number, now() - (${runCount}::int - number) * ${`${stepMs} milliseconds`}::interval as at
      from generate_series(1, ${runCount}::int) as number) as series
  `.execute(db);
  await sql`
    insert into conversations (id, workspace_id, agent_id, title, created_at, updated_at)
    select md5('c' || agent || ' ' || number / 5)::uuid, ${workspaceId}, max(agents.id::text)::uuid, '', min(at), min(at)
    from numbered join agents on slug = 'agent-' || agent and workspace_id = ${workspaceId}
    group by agent, number / 5
  `.execute(db);
  await sql`
    insert into runs (id, workspace_id, conversation_id, agent_id, version, source, status, input_preview,
      output_preview, error_code, error_message, created_at, started_at, ended_at, duration_ms, input_tokens,
      output_tokens, cost_nano_usd)
    select numbered.id::uuid, ${workspaceId}, md5('c' || agent || ' ' || number / 5)::uuid, agents.id, 1,
      case when number % 1000 = 3 then 'retry' when number % 20 = 3 then 'cli' when number % 4 = 1 then 'playground'
        else 'api' end, numbered.status,
      concat_ws(' ', 'What is', number % 977, 'plus', number % 7919, case when number % 10 < 3 then 'common' end,
        case when number % 100 = 50 then 'middling' end, case when number % 1000 = 500 then 'seldom' end,
        case when number % 200000 = 9 then 'unique' end,
        case when number % 2 = 0 and number < ${runCount}::int / 2 then 'ancient' end),
      case when numbered.status = 'completed' then 'The result is ' || (number % 977 + number % 7919) || '. '
        || array_to_string(array(select substr(md5((number * word)::text), 1, 4) from generate_series(1, 12) as word), ' ')
        end,
      case when numbered.status = 'failed' then case when number % 50000 = 91 then 'run.crash-loop'
        when number % 2 = 0 then 'run.step-limit' else 'model.failed' end end,
      case when numbered.status = 'failed' then case when number % 10000 = 93 then 'The door is shut.'
        else 'It took ' || number % 97 || ' steps.' end end,
      at, at, case when numbered.status in ('completed', 'failed', 'cancelled') then at end,
      case when numbered.status in ('completed', 'failed', 'cancelled') then number % 5000 + 10.5 end, 100, 20, 1000
    from numbered join agents on slug = 'agent-' || agent and workspace_id = ${workspaceId} order by number
  `.execute(db);
};

/** Fills the workspace with a million runs without logs, the last one now, for benchmarks. */
export const fillRuns = async ({ authDb: db }: Database, workspaceId: string): Promise<void> => {
  // an index of words is made at once in a fraction of the time
  const { rows } = await sql<{ indexdef: string }>`
    select indexdef from pg_indexes where indexname = 'runs_search'`.execute(db);
  await sql`drop index runs_search`.execute(db);
  await insertAgents(db, workspaceId);
  await insertRuns(db, workspaceId);
  for (const { indexdef } of rows) await sql.raw(indexdef).execute(db);
  await sql`vacuum (analyze) runs`.execute(db);
  await sql`vacuum (analyze) conversations`.execute(db);
};
