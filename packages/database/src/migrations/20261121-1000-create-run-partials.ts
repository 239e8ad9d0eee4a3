import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `create table run_partials (
        workspace_id uuid not null, run_id uuid not null, epoch int not null, attempt int not null, block int not null,
        start_offset int not null,
        type text not null check (type in ('thought-delta', 'content-delta', 'arguments-delta')),
        tool text, text text not null,
        primary key (run_id, epoch, attempt, block, start_offset),
        foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade)`,
    )
    .execute(db);
};
