import { sql, type Kysely } from 'kysely';

const statements = [
  `alter table runs add idempotency_key text`,
  `create unique index runs_idempotency_key on runs (workspace_id, idempotency_key) where idempotency_key is not null`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
