import { sql, type Kysely } from 'kysely';

const statements = [
  `create table tools (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    name text not null, enabled boolean not null, description text, updated_at timestamptz not null,
    primary key (workspace_id, name))`,
  `create table api_keys (
    id uuid not null, workspace_id uuid not null references auth_organization (id) on delete cascade,
    name text not null, prefix text not null, hash text not null unique, scopes text[] not null,
    requests_per_minute int check (requests_per_minute > 0),
    created_at timestamptz not null, expires_at timestamptz, revoked_at timestamptz,
    primary key (workspace_id, id))`,
  `create table audit_log (
    id uuid not null, workspace_id uuid not null references auth_organization (id) on delete cascade,
    at timestamptz not null, actor text not null, action text not null, target text not null, details text not null,
    primary key (workspace_id, id))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
