import { sql, type Kysely } from 'kysely';

const statements = [
  // pages of the entries of one type or project: few among many would else be looked for in all
  `create index activity_type on activity (workspace_id, type, id)`,
  `create index activity_project on activity (workspace_id, project, id) where project <> ''`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
