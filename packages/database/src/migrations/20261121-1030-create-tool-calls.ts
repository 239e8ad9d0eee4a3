import { sql, type Kysely } from 'kysely';

const statements = [
  // no foreign key: what tools did stays known when a run is deleted
  `create table tool_calls (
    workspace_id uuid not null, run_id uuid not null, seq int not null, tool text not null, agent_id uuid not null,
    at timestamptz not null,
    outcome text not null check (outcome in ('ok', 'error', 'timeout', 'denied', 'cancelled', 'unknown')),
    duration_ms double precision not null check (duration_ms >= 0),
    primary key (run_id, seq))`,
  `create index tool_calls_tool on tool_calls (workspace_id, tool, at desc, run_id, seq)
    include (outcome, duration_ms)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
