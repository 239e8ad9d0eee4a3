import type { RunEvent } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { parseRunEvents } from './parse-run-events.ts';

export interface ListRunEventsOptions {
  readonly workspaceId: string;
  readonly runId: string;
  /** 0 for the whole log. */
  readonly afterSeq: number;
  readonly limit: number;
}

/** The events of a run after a seq, in order, with their payloads. Empty for a run of another workspace. */
export const listRunEvents = async (
  db: Kysely<Tables>,
  { workspaceId, runId, afterSeq, limit }: ListRunEventsOptions,
): Promise<RunEvent[]> => {
  const rows = await db
    .selectFrom('runEvents as event')
    .leftJoin('runPayloads as large', (join) =>
      join
        .onRef('large.workspaceId', '=', 'event.workspaceId')
        .onRef('large.runId', '=', 'event.runId')
        .onRef('large.seq', '=', 'event.seq'),
    )
    .select(['event.seq', 'event.epoch', 'event.type', 'event.at'])
    .select(({ fn }) => fn.coalesce('large.content', 'event.payload').as('payload'))
    .where('event.workspaceId', '=', workspaceId)
    .where('event.runId', '=', runId)
    .where('event.seq', '>', afterSeq)
    // seqs have no gaps: a page of a long log reads its own rows only, whatever the planner knows of the table
    .where('event.seq', '<=', afterSeq + limit)
    .orderBy('event.seq')
    .limit(limit)
    .execute();
  return parseRunEvents(rows);
};
