import { type Kysely, sql } from 'kysely';

import { foldRuns } from '../metrics/fold-runs.ts';
import type { Tables } from '../tables.ts';

const isBehind = async (db: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ isBehind: boolean | null }>`
    select (select max(finish_seq) from runs) > folded_seq as is_behind from metric_state`.execute(db);
  return rows[0]?.isBehind === true;
};

/** Has every run that has ended in the buckets; waits for transactions of others. */
export const foldAllRuns = async (db: Kysely<Tables>): Promise<void> => {
  while (await isBehind(db)) await foldRuns(db);
};
