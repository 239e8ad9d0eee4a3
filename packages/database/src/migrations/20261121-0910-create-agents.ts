import { sql, type Kysely } from 'kysely';

const statements = [
  `create table agents (
    id uuid not null, workspace_id uuid not null references auth_organization (id) on delete cascade,
    slug text not null, name text not null,
    status text not null check (status in ('draft', 'active', 'inactive', 'error')),
    current_version int not null, created_at timestamptz not null, last_active_at timestamptz,
    primary key (workspace_id, id), unique (workspace_id, slug))`,
  `create table agent_versions (
    workspace_id uuid not null, agent_id uuid not null, number int not null check (number > 0),
    spec text not null, digest text not null, created_at timestamptz not null,
    primary key (workspace_id, agent_id, number),
    foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
