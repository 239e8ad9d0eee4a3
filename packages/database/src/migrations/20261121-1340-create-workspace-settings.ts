import { sql, type Kysely } from 'kysely';

const statements = [
  `create table workspace_settings (
    workspace_id uuid primary key references auth_organization (id) on delete cascade,
    time_zone text not null, stale_after_minutes int not null check (stale_after_minutes > 0),
    keep_runs_days int check (keep_runs_days > 0), keep_steps_days int check (keep_steps_days > 0),
    keep_activity_days int check (keep_activity_days > 0),
    -- the last run whose steps went by their age
    steps_deleted_to uuid, updated_at timestamptz not null)`,
  `create table rejected_runs (
    id uuid not null, workspace_id uuid not null references auth_organization (id) on delete cascade,
    at timestamptz not null, agent text not null, version text not null, issues text not null, preview text not null,
    sender text not null,
    primary key (workspace_id, id))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
