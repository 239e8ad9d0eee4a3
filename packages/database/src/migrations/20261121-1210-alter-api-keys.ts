import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table api_keys add last_used_at timestamptz`.execute(db);
};
