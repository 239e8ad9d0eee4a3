import { sql, type Kysely } from 'kysely';

const statements = [
  `create table activity (
    id uuid not null, workspace_id uuid not null, agent_id uuid not null, at timestamptz not null,
    type text not null, status text not null check (status in ('success', 'failed', 'timeout', 'running', 'other')),
    task_id text, output text, error text, duration_ms double precision check (duration_ms >= 0),
    project text not null, intent text not null, reason text not null, details text,
    sender text not null, address text, places text[] not null,
    search tsvector not null generated always as (strip(to_tsvector('simple',
      type || ' ' || project || ' ' || reason || ' ' || coalesce(task_id, '') || ' ' || coalesce(left(output, 10000), '')
      || ' ' || coalesce(left(error, 10000), '')))) stored,
    primary key (workspace_id, id),
    foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade)`,
  `create index activity_agent on activity (workspace_id, agent_id, id)`,
  `create index activity_search on activity using gin (search) with (gin_pending_list_limit = 512)`,
  // words of entries, for those that are written nearly like the one looked for
  `create table activity_words (
    workspace_id uuid not null references auth_organization (id) on delete cascade, word text not null,
    trigrams text[] not null, primary key (workspace_id, word))`,
  `create index activity_words_trigrams on activity_words using gin (trigrams)`,
  // what is still to be brought to another place
  `create table activity_deliveries (
    workspace_id uuid not null, activity_id uuid not null, place text not null check (place in ('memory', 'cache')),
    attempts int not null default 0, next_at timestamptz not null,
    primary key (workspace_id, activity_id, place),
    foreign key (workspace_id, activity_id) references activity (workspace_id, id) on delete cascade)`,
  `create index activity_deliveries_next on activity_deliveries (place, next_at)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
