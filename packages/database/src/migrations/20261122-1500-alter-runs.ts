import { sql, type Kysely } from 'kysely';

const statements = [
  // the failed runs of a span: few among many would else be looked for in all
  `create index runs_failed on runs (workspace_id, id) where status = 'failed'`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
