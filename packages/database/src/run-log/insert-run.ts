import { newId, type RunEventPayload } from '@signalbox/contracts';
import { CompiledQuery, type Insertable, type Kysely } from 'kysely';

import type { RunsTable, Tables } from '../tables.ts';
import { prepareAppend } from './prepare-append.ts';

export interface NewRun extends Pick<
  Insertable<RunsTable>,
  | 'id'
  | 'workspaceId'
  | 'conversationId'
  | 'previousRunId'
  | 'agentId'
  | 'version'
  | 'isDraft'
  | 'idempotencyKey'
  | 'source'
  | 'modelOverride'
  | 'inputPreview'
> {
  /** Whether the conversation begins with this run. */
  readonly isNewConversation: boolean;
  /** It goes to the conversation's end: nothing is inserted when another run was there first. */
  readonly mustBeNewest: boolean;
  readonly request: RunEventPayload<'user-request'>;
  /** The procedure that the audit log names. */
  readonly action: string;
  /** ISO time of the request. */
  readonly at: string;
}

export interface InsertedRun {
  /** The run before it in its conversation, which had not ended; null when it waits for none. */
  readonly afterRunId: string | null;
}

/** How exact an agent's `last_active_at` is: one that is always in use would otherwise have all starts wait for its row. */
const touchEverySeconds = 10;

/**
 * One statement for all that a start writes: nine round trips would be most of the time of a short chat. Of two runs of a
 * conversation that begin at once, the one with the higher id is its last.
 */
/** A run that was cancelled in the queue: who follows it follows the one before it. */
const neverBeganSql = `chain.status = 'cancelled' and chain.started_at is null`;

const insertSql = `/* prepared */
with recursive chain as (
  select id, previous_run_id, status, started_at from runs where workspace_id = $1::uuid and id = $8::uuid
  union all
  select runs.id, runs.previous_run_id, runs.status, runs.started_at from chain
  join runs on runs.workspace_id = $1::uuid and runs.id = chain.previous_run_id
  where ${neverBeganSql}
), before as (
  select id, status from chain where not (${neverBeganSql})
), open_before as materialized (
  -- held until this has committed: who ends that run sees who waits for it
  select run_heads.run_id from before join run_heads on run_heads.run_id = before.id for key share of run_heads
), free as (
  -- else it has just ended, and what is seen of it here is older
  select where exists (select from open_before)
    or not exists (select from before where status in ('queued', 'running', 'waiting'))
), begun as (
  insert into conversations (workspace_id, id, agent_id, title, created_at, updated_at, last_run_id)
  select $1::uuid, $2::uuid, $3::uuid, $4::text, $5::timestamptz, $5::timestamptz, $6::uuid where $7::boolean
), noted as (
  update conversations set last_run_id = $6::uuid, updated_at = $5::timestamptz
  from free where not $7::boolean and workspace_id = $1::uuid and id = $2::uuid
    and case when $18::boolean then last_run_id is not distinct from $8::uuid
      else last_run_id is null or last_run_id < $6::uuid end
  returning id
), placed as (
  select from free where not $18::boolean or exists (select from noted)
), touched as (
  update agents set last_active_at = $5::timestamptz
  from placed where workspace_id = $1::uuid and id = $3::uuid
    and (last_active_at is null or last_active_at < $5::timestamptz - interval '${touchEverySeconds} seconds')
), inserted as (
  insert into runs (workspace_id, id, conversation_id, agent_id, input_preview, created_at, status, previous_run_id,
    version, source, model_override, is_draft, idempotency_key, initiator)
  select $1::uuid, $6::uuid, $2::uuid, $3::uuid, $4::text, $5::timestamptz, 'queued', $8::uuid,
    $9::int, $10::text, $11::text, $17::boolean, $19::text, $20::text from placed
), queued as (
  -- the database's clock decides what is due
  insert into run_heads (workspace_id, run_id, next_seq, wake_at, after_run_id)
  select $1::uuid, $6::uuid, 2, now(), (select run_id from open_before) from placed
  returning after_run_id
), requested as (
  insert into run_events (workspace_id, run_id, seq, epoch, type, at, payload)
  select $1::uuid, $6::uuid, 1, 0, 'user-request', $5::timestamptz, $12::text from placed
), stored_apart as (
  insert into run_payloads (workspace_id, run_id, seq, content)
  select $1::uuid, $6::uuid, 1, $13::text from placed where $13::text is not null
)
insert into audit_log (workspace_id, id, at, actor, action, target, details)
select $1::uuid, $14::uuid, $5::timestamptz, $15::text, $16::text, $6::uuid::text, '{}' from placed
returning (select after_run_id from queued)`;

/**
 * Inserts a queued run with the first event of its log, the request (seq 1, epoch 0), as the newest of its
 * conversation, and the audit entry. Workers may claim it at once, or when the run that it waits for has ended; the
 * answer names that one. Undefined when another run was there first or the one before has just ended, so that the place must be looked up anew:
 * nothing is inserted then. Throws `database.conflict` when the agent's version
 * or the conversation is not the workspace's or the idempotency key
 * was used, and `request.too-large` for a request over 12 MB.
 */
export const insertRun = async (db: Kysely<Tables>, run: NewRun): Promise<InsertedRun | undefined> => {
  const { workspaceId, id: runId, request, at } = run;
  const events = [{ type: 'user-request' as const, payload: request }];
  const then = { type: 'continue' as const, isProgress: false };
  const { payloads, isLarge } = prepareAppend({ workspaceId, runId, epoch: 0, firstSeq: 1, at, events, then });
  const [content = ''] = payloads;
  const [inline, apart] = isLarge[0] === true ? ['', content] : [content, null];
  const parameters = [
    workspaceId,
    run.conversationId,
    run.agentId,
    run.inputPreview,
    at,
    runId,
    run.isNewConversation,
    run.previousRunId,
    run.version,
    run.source,
    run.modelOverride,
    inline,
    apart,
    newId(),
    JSON.stringify(request.by),
    run.action,
    run.isDraft ?? false,
    run.mustBeNewest,
    run.idempotencyKey,
    request.by.name,
  ];
  const { rows } = await db.executeQuery<InsertedRun>(CompiledQuery.raw(insertSql, parameters));
  return rows[0];
};
