import { sql, type Kysely } from 'kysely';

const statement = `create table connections (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    name text not null,
    kind text not null check (kind in ('anthropic', 'openai', 'openai-compatible', 'google')),
    base_url text, sealed_key text, key_hint text,
    updated_by text not null, updated_at timestamptz not null,
    primary key (workspace_id, name),
    check (key_hint is null or sealed_key is not null))`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(statement).execute(db);
};
