import { maxHistoryRuns } from '@signalbox/contracts';

const askedSql = 'unnest($1::uuid[], $2::uuid[]) as asked (workspace_id, run_id)';

/** The versions of the runs asked for, and where each stands in its conversation. */
export const headsSql = `/* prepared */
select run.workspace_id, run.id as run_id, run.previous_run_id, version.spec, run.model_override
from ${askedSql}
join runs as run on run.workspace_id = asked.workspace_id and run.id = asked.run_id
join agent_versions as version on version.workspace_id = run.workspace_id and version.agent_id = run.agent_id
  and version.number = run.version`;

/**
 * The logs of the runs asked for. The lateral parts here and below keep to the keys' indexes, also where nothing is known
 * of a table yet: a plan that reads all events was a hundred times slower.
 */
export const logsSql = `/* prepared */
select asked.run_id, event.seq, event.epoch, event.type, event.at, coalesce(large.content, event.payload) as payload
from ${askedSql}
cross join lateral (
  select * from run_events where run_events.run_id = asked.run_id and run_events.workspace_id = asked.workspace_id
  order by run_events.seq
) as event
left join lateral (
  select content from run_payloads
  where event.payload = '' and run_payloads.run_id = event.run_id and run_payloads.seq = event.seq limit 1
) as large on true
order by asked.run_id, event.seq`;

/** The chains of runs that end with those asked for, each from there back. */
export const chainsSql = `/* prepared */
with recursive chain as (
  select asked.run_id as last_run_id, run.workspace_id, run.id, run.previous_run_id, 1 as distance
  from ${askedSql}
  cross join lateral (
    select * from runs where runs.workspace_id = asked.workspace_id and runs.id = asked.run_id limit 1
  ) as run
  union all
  select chain.last_run_id, run.workspace_id, run.id, run.previous_run_id, chain.distance + 1
  from chain
  cross join lateral (
    select * from runs where runs.workspace_id = chain.workspace_id and runs.id = chain.previous_run_id limit 1
  ) as run
  where chain.distance < ${maxHistoryRuns}
)
select last_run_id, workspace_id, id as run_id, distance from chain order by last_run_id, distance`;

/** What people decided about calls of the runs asked for. */
export const decisionsSql = `/* prepared */
select run_decisions.run_id, request_seq, call_id, decision, decided_by, note
from ${askedSql}
join run_decisions on run_decisions.workspace_id = asked.workspace_id and run_decisions.run_id = asked.run_id
order by request_seq`;
