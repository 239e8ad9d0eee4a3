import type { ClaimedRun, TextDelta } from '@signalbox/contracts';
import { CompiledQuery, type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** Text of a turn that streams, from its offset in the block on. */
export interface RunPartial {
  readonly run: Pick<ClaimedRun, 'workspaceId' | 'runId' | 'epoch'>;
  readonly delta: TextDelta;
}

/** An attempt of a run that is over. */
export interface EndedAttempt {
  readonly run: Pick<ClaimedRun, 'workspaceId' | 'runId' | 'epoch'>;
  readonly attempt: number;
}

const insertSql = `/* prepared */
insert into run_partials (workspace_id, run_id, epoch, attempt, block, start_offset, type, tool, text)
select run_heads.workspace_id, run_heads.run_id, part.epoch, part.attempt, part.block, part.start_offset, part.type,
  part.tool, part.text
from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[])
  as part (workspace_id, run_id, epoch, attempt, block, start_offset, type, tool, text)
join run_heads on run_heads.run_id = part.run_id and run_heads.workspace_id = part.workspace_id
  and run_heads.lease_epoch = part.epoch
on conflict (run_id, epoch, attempt, block, start_offset) do update set text = excluded.text
  where length(excluded.text) > length(run_partials.text)`;

/**
 * Keeps the texts of runs that are still held under their epoch, and drops the others; one text a block. Doing it again
 * changes nothing, and of two texts from one place the longer stays.
 */
export const insertRunPartials = async (db: Kysely<Tables>, partials: readonly RunPartial[]): Promise<void> => {
  const columns = [
    partials.map(({ run }) => run.workspaceId),
    partials.map(({ run }) => run.runId),
    partials.map(({ run }) => run.epoch),
    partials.map(({ delta }) => delta.attempt),
    partials.map(({ delta }) => delta.block),
    partials.map(({ delta }) => delta.offset),
    partials.map(({ delta }) => delta.type),
    partials.map(({ delta }) => delta.tool ?? null),
    partials.map(({ delta }) => delta.text),
  ];
  await db.executeQuery(CompiledQuery.raw(insertSql, columns));
};

/** Removes the texts of these attempts and of those before them, written under their epoch or an earlier one. */
export const deleteRunPartials = async (db: Kysely<Tables>, ended: readonly EndedAttempt[]): Promise<void> => {
  await sql`
    delete from run_partials using unnest(
      ${ended.map(({ run }) => run.workspaceId)}::uuid[], ${ended.map(({ run }) => run.runId)}::uuid[],
      ${ended.map(({ run }) => run.epoch)}::int[], ${ended.map(({ attempt }) => attempt)}::int[])
      as ended (workspace_id, run_id, epoch, attempt)
    where run_partials.workspace_id = ended.workspace_id and run_partials.run_id = ended.run_id
      and run_partials.epoch <= ended.epoch and run_partials.attempt <= ended.attempt
  `.execute(db);
};

/** The stored text of the run's newest attempt, in the order in which it can be put together. */
export const listRunPartials = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<TextDelta[]> => {
  const rows = await db
    .selectFrom('runPartials')
    .select(['type', 'attempt', 'block', 'startOffset as offset', 'text', 'tool', 'epoch'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .orderBy('epoch', 'desc')
    .orderBy('attempt', 'desc')
    .orderBy('block')
    .orderBy('startOffset')
    .execute();
  const [newest] = rows;
  return rows
    .filter(({ epoch, attempt }) => epoch === newest?.epoch && attempt === newest.attempt)
    .map(({ type, attempt, block, offset, text, tool }) => {
      return { type, attempt, block, offset, text, ...(tool !== null && { tool }) };
    });
};
