/** Longest time that an agent's `last_active_at` is behind: one that reports all the time would have all wait for its row. */
const touchEverySeconds = 10;

/** Rows of runs name their place by its number, from 1; rows of the rest their run by the id that it was given. */
const givenSql = `
with asked as (
  select * from unnest($1::uuid[], $2::uuid[], $3::int[]) with ordinality
    as asked (workspace_id, agent_id, version, number)
), place as materialized (
  -- held until this has committed: who merges or deletes the agent sees all of its runs
  select asked.number, asked.workspace_id, asked.agent_id, asked.version
  from asked
  join agents on agents.workspace_id = asked.workspace_id and agents.id = asked.agent_id
    and agents.kind = 'external' and agents.merged_into is null
  join agent_versions on agent_versions.workspace_id = asked.workspace_id and agent_versions.agent_id = asked.agent_id
    and agent_versions.number = asked.version
  order by asked.agent_id, asked.version
  for key share of agents, agent_versions
), given as materialized (
  select * from unnest($4::int[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::timestamptz[], $15::timestamptz[], $16::float8[], $17::float8[], $18::bigint[],
    $19::bigint[], $20::bigint[], $21::bigint[], $22::int[], $23::int[])
    as given (place, id, external_id, task_id, status, initiator, input_preview, output_preview, error_code,
      error_message, created_at, ended_at, duration_ms, first_token_ms, input_tokens, output_tokens, cost_nano_usd,
      computed_cost_nano_usd, unpriced_calls, event_count)
)`;

/**
 * In the order of their ids, so that two groups with the same ones can't wait for each other. The lock of its place has given
 * the transaction its id before a run takes its place in the order of ending, as `next_run_finish` does for others.
 */
const insertedSql = `
inserted as (
  insert into runs (id, workspace_id, agent_id, version, source, external_id, task_id, status, initiator, input_preview,
    output_preview, error_code, error_message, created_at, started_at, ended_at, duration_ms, first_token_ms,
    input_tokens, output_tokens, cost_nano_usd, computed_cost_nano_usd, unpriced_calls, finish_seq)
  select given.id, place.workspace_id, place.agent_id, place.version, 'report', given.external_id, given.task_id,
    given.status, given.initiator, given.input_preview, given.output_preview, given.error_code, given.error_message,
    given.created_at, case when given.status <> 'queued' then given.created_at end, given.ended_at, given.duration_ms,
    given.first_token_ms, given.input_tokens, given.output_tokens, given.cost_nano_usd, given.computed_cost_nano_usd,
    given.unpriced_calls, case when given.ended_at is not null then nextval('run_finish') end
  from given join place on place.number = given.place
  order by place.agent_id, place.version, given.external_id
  on conflict (workspace_id, agent_id, version, external_id) where external_id is not null do nothing
  returning id, workspace_id, agent_id
), stored as (
  select id as given_id, id as run_id, workspace_id, agent_id from inserted
), touchable as (
  select agents.workspace_id, agents.id from agents
  join place on place.workspace_id = agents.workspace_id and place.agent_id = agents.id
  where agents.last_active_at is null or agents.last_active_at < now() - interval '${touchEverySeconds} seconds'
  for no key update of agents skip locked
), touched as (
  update agents set last_active_at = now() from touchable
  where agents.workspace_id = touchable.workspace_id and agents.id = touchable.id
)`;

/** A run keeps the id and the time that it was first reported with. */
const updatedSql = `
stored as (
  update runs set task_id = given.task_id, status = given.status, initiator = given.initiator,
    input_preview = given.input_preview, output_preview = given.output_preview, error_code = given.error_code,
    error_message = given.error_message,
    started_at = case when given.status <> 'queued' then runs.created_at end, ended_at = given.ended_at,
    duration_ms = given.duration_ms, first_token_ms = given.first_token_ms, input_tokens = given.input_tokens,
    output_tokens = given.output_tokens, cost_nano_usd = given.cost_nano_usd,
    computed_cost_nano_usd = given.computed_cost_nano_usd, unpriced_calls = given.unpriced_calls,
    finish_seq = case when given.ended_at is not null then next_run_finish() end
  from given join place on place.number = given.place
  where runs.workspace_id = place.workspace_id and runs.agent_id = place.agent_id and runs.version = place.version
    and runs.external_id = given.external_id and runs.source = 'report' and runs.ended_at is null
  returning given.id as given_id, runs.id as run_id, runs.workspace_id, runs.agent_id
), shortened as (
  delete from run_events using stored join given on given.id = stored.given_id
  where run_events.run_id = stored.run_id and run_events.seq > given.event_count
), emptied as (
  delete from run_payloads using stored
  where run_payloads.run_id = stored.run_id and not exists (
    select from unnest($45::uuid[], $46::int[]) as large (run, seq)
    where large.run = stored.given_id and large.seq = run_payloads.seq)
)`;

const modelsSql = `
modelled as (
  insert into run_models (workspace_id, run_id, model, calls, cost_nano_usd, unpriced_calls, input_fresh,
    input_cache_read, input_cache_write5m, input_cache_write1h, input_tool_use, output_text, output_reasoning,
    is_cost_told)
  select stored.workspace_id, stored.run_id, used.model, used.calls, used.cost_nano_usd, used.unpriced_calls,
    used.input_fresh, used.input_cache_read, used.input_cache_write5m, 0, 0, used.output_text, 0, used.is_cost_told
  from unnest($24::uuid[], $25::text[], $26::int[], $27::bigint[], $28::int[], $29::bigint[], $30::bigint[],
    $31::bigint[], $32::bigint[], $33::boolean[])
    as used (run, model, calls, cost_nano_usd, unpriced_calls, input_fresh, input_cache_read, input_cache_write5m,
      output_text, is_cost_told)
  join stored on stored.given_id = used.run
)`;

const callsSql = `
called as (
  insert into tool_calls (workspace_id, run_id, seq, tool, agent_id, at, outcome, duration_ms)
  select stored.workspace_id, stored.run_id, call.seq, call.tool, stored.agent_id, call.at, call.outcome,
    call.duration_ms
  from unnest($34::uuid[], $35::int[], $36::text[], $37::timestamptz[], $38::text[], $39::float8[])
    as call (run, seq, tool, at, outcome, duration_ms)
  join stored on stored.given_id = call.run
)`;

/** What stands in the place of an event is the log of an earlier report of the run. */
const eventsSql = `
logged as (
  insert into run_events (run_id, seq, workspace_id, epoch, type, at, payload)
  select stored.run_id, event.seq, stored.workspace_id, 0, event.type, event.at, event.payload
  from unnest($40::uuid[], $41::int[], $42::text[], $43::timestamptz[], $44::text[])
    as event (run, seq, type, at, payload)
  join stored on stored.given_id = event.run
  on conflict (run_id, seq) do update set type = excluded.type, at = excluded.at, payload = excluded.payload
), logged_apart as (
  insert into run_payloads (run_id, seq, workspace_id, content)
  select stored.run_id, large.seq, stored.workspace_id, large.content
  from unnest($45::uuid[], $46::int[], $47::text[]) as large (run, seq, content)
  join stored on stored.given_id = large.run
  on conflict (run_id, seq) do update set content = excluded.content
)`;

const placesSql = `
select number as place, null::uuid as given_id, null::uuid as run_id from place`;

const toStatement = (parts: readonly string[], answerSql: string): string =>
  `${parts.join(',')}${placesSql} union all ${answerSql}`;

/**
 * Stores runs that are new to their version with all that belongs to them; answers with the places that there are, and
 * with the runs that it did not store, which are few. Not prepared: a plan for arrays of any length would compare every row
 * with every other, which is why they name their run by its id as well, and are joined in one step.
 */
export const insertReportSql = toStatement(
  [givenSql, insertedSql, modelsSql, callsSql, eventsSql],
  'select null, id, null from given where id not in (select id from inserted)',
);

/** Brings runs up to date that were reported before and had not ended; answers with the places, and the runs that it stored. */
export const updateReportSql = toStatement(
  [givenSql, updatedSql, modelsSql, callsSql, eventsSql],
  'select null, given_id, run_id from stored',
);
