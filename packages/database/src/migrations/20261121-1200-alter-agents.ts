import { sql, type Kysely } from 'kysely';

const statements = [
  `alter table agents
    add description text not null default '', add type text not null default '', add project text not null default '',
    add capabilities text[] not null default '{}', add latest_version int, add archived_at timestamptz,
    drop constraint agents_status_check,
    add constraint agents_status_check check (status in ('draft', 'active', 'inactive'))`,
  `update agents set latest_version = current_version`,
  `alter table agents alter latest_version set not null,
    add constraint agents_latest_version_check check (latest_version >= current_version)`,
  `alter table agent_versions add note text not null default '', add author text, add models text, add tools text`,
  `update agent_versions set tools = spec::json ->> 'tools', models = (
    select coalesce(json_agg((choice ->> 'provider') || '/' || (choice ->> 'model')), '[]')::text
    from json_array_elements(spec::json -> 'models') as choice)`,
  `update agent_versions set tools = '"all"' where tools = 'all'`,
  `alter table agent_versions alter models set not null, alter tools set not null`,
  `create table agent_drafts (
    workspace_id uuid not null, agent_id uuid not null, user_id uuid not null,
    spec text not null, base_version int not null, updated_at timestamptz not null,
    primary key (workspace_id, agent_id, user_id),
    foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade)`,
  `alter table runs add is_draft boolean not null default false`,
  `create index runs_version on runs (workspace_id, agent_id, version, id)`,
  `alter table run_heads add after_run_id uuid`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
