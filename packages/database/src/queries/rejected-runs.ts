import { type ErrorIssue, newId, type Page, RejectedRun } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** Rejected rows that a workspace keeps. */
const maxKept = 1000;

export interface NewRejectedRun {
  readonly issues: readonly ErrorIssue[];
  readonly preview: string;
}

/** Notes rows of a report that were not stored; of each workspace the newest thousand stay. */
export const insertRejectedRuns = async (
  db: Kysely<Tables>,
  report: {
    readonly workspaceId: string;
    readonly agent: string;
    readonly version: string;
    readonly sender: string;
    readonly rows: readonly NewRejectedRun[];
  },
): Promise<void> => {
  const { workspaceId, agent, version, sender, rows } = report;
  if (rows.length === 0) return;
  const at = new Date();
  const values = rows.slice(0, maxKept).map(({ issues, preview }) => {
    return { id: newId(), workspaceId, at, agent, version, sender, preview, issues: JSON.stringify(issues) };
  });
  await db.insertInto('rejectedRuns').values(values).execute();
  await sql`
    delete from rejected_runs where workspace_id = ${workspaceId} and id <= (
      select id from rejected_runs where workspace_id = ${workspaceId} order by id desc offset ${maxKept} limit 1)
  `.execute(db);
};

/** A page of the rows that were not stored, newest first. */
export const listRejectedRuns = async (
  db: Kysely<Tables>,
  { workspaceId, limit, cursor }: { workspaceId: string; limit: number; cursor?: string | undefined },
): Promise<Page<RejectedRun>> => {
  const rows = await db
    .selectFrom('rejectedRuns')
    .select(['id', 'at', 'agent', 'version', 'issues', 'preview', 'sender'])
    .where('workspaceId', '=', workspaceId)
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ at, issues, ...row }) => {
    const faults: unknown = JSON.parse(issues);
    return RejectedRun.parse({ ...row, at: at.toISOString(), issues: faults });
  });
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
