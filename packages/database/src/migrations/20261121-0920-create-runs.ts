import { sql, type Kysely } from 'kysely';

const statements = [
  `create table conversations (
    id uuid not null, workspace_id uuid not null, agent_id uuid not null, created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade)`,
  `create table runs (
    id uuid not null, workspace_id uuid not null, conversation_id uuid not null, previous_run_id uuid,
    agent_id uuid not null, version int not null,
    source text not null,
    status text not null check (status in ('queued', 'running', 'waiting', 'completed', 'failed', 'cancelled')),
    model_override text, input_preview text not null, output_preview text, error_code text, error_message text,
    created_at timestamptz not null, started_at timestamptz, ended_at timestamptz,
    duration_ms double precision check (duration_ms >= 0),
    input_tokens bigint not null default 0 check (input_tokens >= 0),
    output_tokens bigint not null default 0 check (output_tokens >= 0),
    cost_nano_usd bigint not null default 0 check (cost_nano_usd >= 0),
    unpriced_calls int not null default 0,
    primary key (workspace_id, id),
    foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
    foreign key (workspace_id, agent_id, version) references agent_versions (workspace_id, agent_id, number))`,
  `create index runs_agent on runs (workspace_id, agent_id, id)`,
  `create index runs_status on runs (workspace_id, status, id)`,
  `create index runs_conversation on runs (workspace_id, conversation_id, id)`,
  // lease columns are in no index, so that appends and renewals update in place (heap-only tuples)
  `create table run_heads (
    run_id uuid primary key, workspace_id uuid not null, next_seq int not null default 1,
    lease_owner uuid, lease_expires_at timestamptz, lease_epoch int not null default 0,
    recoveries int not null default 0, wakes int not null default 0, wake_at timestamptz,
    foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade)
    with (fillfactor = 50)`,
  `create index run_heads_wake on run_heads (wake_at) where wake_at is not null`,
  // no foreign key: the append takes workspace_id from the run's head, and a check per row would cost a third of its speed
  `create table run_events (
    run_id uuid not null, seq int not null check (seq > 0), workspace_id uuid not null, epoch int not null,
    type text not null, at timestamptz not null, payload text not null,
    primary key (run_id, seq))`,
  `create table run_payloads (
    run_id uuid not null, seq int not null, workspace_id uuid not null, content text not null,
    primary key (run_id, seq))`,
  `create table run_decisions (
    run_id uuid not null, request_seq int not null, workspace_id uuid not null, call_id text not null,
    decision text not null check (decision in ('happened', 'run', 'stop')),
    decided_by text not null, note text, decided_at timestamptz not null,
    primary key (run_id, request_seq),
    foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade)`,
  `create table tool_sets (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    digest text not null, content text not null,
    primary key (workspace_id, digest))`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
