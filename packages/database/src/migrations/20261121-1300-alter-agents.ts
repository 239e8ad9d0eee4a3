import { sql, type Kysely } from 'kysely';

const statements = [
  `alter table agents
    add kind text not null default 'hosted' check (kind in ('hosted', 'external')),
    add is_observed boolean not null default false, add is_sample boolean not null default false,
    add merged_into uuid,
    add constraint agents_version_check check (current_version >= 0 and (current_version > 0 or kind = 'external')),
    add constraint agents_merged_into_fkey foreign key (workspace_id, merged_into) references agents (workspace_id, id)
      on delete set null (merged_into)`,
  `create index agents_merged_into on agents (workspace_id, merged_into) where merged_into is not null`,
  `alter table agent_versions alter spec drop not null,
    add label text, add cluster text not null default '', add deployment text not null default '',
    add is_observed boolean not null default false, add first_run_at timestamptz, add last_run_at timestamptz,
    add constraint agent_versions_label_check check (spec is not null or label is not null)`,
  `create unique index agent_versions_label on agent_versions (workspace_id, agent_id, label) where label is not null`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
