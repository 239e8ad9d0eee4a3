import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** Clears up and writes what PostgreSQL would by itself after much has changed: not while something is measured. */
export const settleDatabase = async ({ authDb }: Database): Promise<void> => {
  await sql`vacuum (analyze)`.execute(authDb);
  await sql`checkpoint`.execute(authDb);
};
