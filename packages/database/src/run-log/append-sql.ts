import { leaseSql } from './lease.ts';

const headSql = `
with entry as (
  select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $7::int[],
    $8::timestamptz[], $9::text[]) with ordinality
    as entry (workspace_id, run_id, epoch, first_seq, event_count, next, wakes, at, waits_for, number)
), head as materialized (
  select run_heads.run_id, run_heads.workspace_id, entry.number, entry.epoch, entry.first_seq, entry.event_count,
    entry.next, entry.at, entry.waits_for, run_heads.wakes = entry.wakes as is_asleep
  from run_heads join entry on run_heads.run_id = entry.run_id and run_heads.workspace_id = entry.workspace_id
    and run_heads.lease_epoch = entry.epoch and run_heads.next_seq = entry.first_seq
  order by run_heads.run_id
  for update of run_heads
), stored as (
  insert into run_events (run_id, seq, workspace_id, epoch, type, at, payload)
  select head.run_id, head.first_seq + event.place, head.workspace_id, head.epoch, event.type, head.at, event.payload
  from unnest($10::int[], $11::int[], $12::text[], $13::text[]) as event (entry, place, type, payload)
  join head on head.number = event.entry
)`;

const movedSql = `
moved as (
  update run_heads set
    next_seq = run_heads.next_seq + head.event_count,
    lease_owner = case when head.next = 'wait' then null else run_heads.lease_owner end,
    lease_expires_at = case when head.next = 'wait' then null else ${leaseSql} end,
    wake_at = case when head.next <> 'wait' then run_heads.wake_at when head.is_asleep then null else now() end,
    recoveries = case when head.next = 'progress' then 0 else run_heads.recoveries end
  from head where run_heads.run_id = head.run_id and head.next <> 'end'
)`;

/** What only large payloads, waits and ends need. */
const restSql = `
stored_apart as (
  insert into run_payloads (run_id, seq, workspace_id, content)
  select head.run_id, head.first_seq + large.place, head.workspace_id, large.content
  from unnest($14::int[], $15::int[], $16::text[]) as large (entry, place, content)
  join head on head.number = large.entry
), waiting as (
  update runs set status = case when head.is_asleep then 'waiting' else 'queued' end,
    waits_for = case when head.is_asleep then head.waits_for end
  from head where head.next = 'wait' and runs.workspace_id = head.workspace_id and runs.id = head.run_id
), ended as (
  delete from run_heads using head where run_heads.run_id = head.run_id and head.next = 'end'
), summarized as (
  update runs set status = summary.status, error_code = summary.error_code, error_message = summary.error_message,
    output_preview = summary.output_preview, started_at = coalesce(summary.started_at, runs.started_at),
    ended_at = summary.ended_at, duration_ms = summary.duration_ms, input_tokens = summary.input_tokens,
    output_tokens = summary.output_tokens, cost_nano_usd = summary.cost_nano_usd,
    unpriced_calls = summary.unpriced_calls, first_token_ms = summary.first_token_ms, waits_for = null,
    finish_seq = next_run_finish()
  from unnest($17::int[], $18::text[], $19::text[], $20::text[], $21::text[], $22::timestamptz[],
    $23::timestamptz[], $24::float8[], $25::bigint[], $26::bigint[], $27::bigint[], $28::int[], $29::float8[])
    as summary (entry, status, error_code, error_message, output_preview, started_at, ended_at, duration_ms,
      input_tokens, output_tokens, cost_nano_usd, unpriced_calls, first_token_ms)
  join head on head.number = summary.entry
  where head.next = 'end' and runs.workspace_id = head.workspace_id and runs.id = head.run_id
), called as (
  insert into tool_calls (workspace_id, run_id, seq, tool, agent_id, at, outcome, duration_ms)
  select head.workspace_id, head.run_id, call.seq, call.tool, runs.agent_id, coalesce(intent.at, head.at),
    call.outcome, call.duration_ms
  from unnest($30::int[], $31::int[], $32::text[], $33::text[], $34::float8[])
    as call (entry, seq, tool, outcome, duration_ms)
  join head on head.number = call.entry
  join runs on runs.workspace_id = head.workspace_id and runs.id = head.run_id
  left join run_events as intent on intent.run_id = head.run_id and intent.seq = call.seq
), modelled as (
  insert into run_models (workspace_id, run_id, model, calls, cost_nano_usd, unpriced_calls, input_fresh,
    input_cache_read, input_cache_write5m, input_cache_write1h, input_tool_use, output_text, output_reasoning)
  select head.workspace_id, head.run_id, used.model, used.calls, used.cost_nano_usd, used.unpriced_calls,
    used.input_fresh, used.input_cache_read, used.input_cache_write5m, used.input_cache_write1h, used.input_tool_use,
    used.output_text, used.output_reasoning
  from unnest($35::int[], $36::text[], $37::int[], $38::bigint[], $39::int[], $40::bigint[], $41::bigint[],
    $42::bigint[], $43::bigint[], $44::bigint[], $45::bigint[], $46::bigint[])
    as used (entry, model, calls, cost_nano_usd, unpriced_calls, input_fresh, input_cache_read, input_cache_write5m,
      input_cache_write1h, input_tool_use, output_text, output_reasoning)
  join head on head.number = used.entry
)`;

const toStatement = (...parts: readonly string[]): string =>
  `/* prepared */${parts.join(',')}\nselect run_id from head`;

/**
 * One statement for a whole group. `head` locks the runs in one order, so that two groups can't wait for each
 * other, and holds those whose lease and place in the log are as the entry says; everything else hangs on it.
 */
export const appendSql = toStatement(headSql, movedSql, restSql);

/** The same for groups of small steps that only go on, which most are: it takes the first 13 parameters. */
export const appendStepsSql = toStatement(headSql, movedSql);

/** Of entries that met no head: those whose own events stand in the log, under their epoch. */
export const ownRowsSql = `
select entry.run_id
from unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) as entry (run_id, epoch, first_seq, event_count)
join run_events on run_events.run_id = entry.run_id and run_events.epoch = entry.epoch
  and run_events.seq >= entry.first_seq and run_events.seq < entry.first_seq + entry.event_count
group by entry.run_id, entry.event_count
having count(*) = entry.event_count`;
