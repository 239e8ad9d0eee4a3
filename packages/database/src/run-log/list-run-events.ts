import type { RunEvent } from '@signalbox/contracts';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { parseRunEvents, type RunEventRow } from './parse-run-events.ts';

export interface ListRunEventsOptions {
  readonly workspaceId: string;
  readonly runId: string;
  /** 0 for the whole log. */
  readonly afterSeq: number;
  readonly limit: number;
}

const selectSql = `/* prepared */
select event.seq, event.epoch, event.type, event.at, coalesce(large.content, event.payload) as payload
from run_events as event
left join lateral (
  select content from run_payloads
  where event.payload = '' and run_payloads.run_id = event.run_id and run_payloads.seq = event.seq limit 1
) as large on true
where event.run_id = $2::uuid and event.workspace_id = $1::uuid and event.seq > $3::int
  -- seqs have no gaps: a page of a long log reads its own rows only, whatever the planner knows of the table
  and event.seq <= $3::int + $4::int
order by event.seq limit $4::int`;

/** The events of a run after a seq, in order, with their payloads. Empty for a run of another workspace. */
export const listRunEvents = async (
  db: Kysely<Tables>,
  { workspaceId, runId, afterSeq, limit }: ListRunEventsOptions,
): Promise<RunEvent[]> => {
  const query = CompiledQuery.raw(selectSql, [workspaceId, runId, afterSeq, limit]);
  const { rows } = await db.executeQuery<RunEventRow>(query);
  return parseRunEvents(rows);
};
