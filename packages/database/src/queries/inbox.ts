import { type InboxItem, toCallId } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { parseRunEvents, type RunEventRow } from '../run-log/parse-run-events.ts';
import type { Tables } from '../tables.ts';
import { listRunsById } from './run-row.ts';

/** Questions of the workspace's runs that nobody has answered. */
const openQuestions = (workspaceId: string) => sql`
  runs join run_events as question on question.run_id = runs.id and question.type = 'approval-request'
  where runs.workspace_id = ${workspaceId} and runs.waits_for is not null and not exists (
    select from run_decisions
    where run_decisions.run_id = question.run_id and run_decisions.request_seq = question.seq)`;

/** How many calls of the workspace's runs wait for a person. */
export const countInbox = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${openQuestions(workspaceId)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
};

type StoredEvent = RunEventRow & { readonly runId: string };

const listQuestions = async (db: Kysely<Tables>, workspaceId: string, limit: number) => {
  const { rows } = await sql<StoredEvent>`
    select question.run_id, question.seq, question.epoch, question.type, question.at,
      coalesce(large.content, question.payload) as payload
    from (select question.* from ${openQuestions(workspaceId)} order by question.at, question.run_id, question.seq
      limit ${limit}) as question
    left join run_payloads as large on large.run_id = question.run_id and large.seq = question.seq
    order by question.at, question.run_id, question.seq
  `.execute(db);
  return parseRunEvents(rows).flatMap((event, index) =>
    event.type === 'approval-request' ? [{ ...event, runId: rows[index]?.runId ?? '' }] : [],
  );
};

/** The seq of a call's intent stands in its id. */
const toCallSeq = (callId: string): number => Number(callId.slice(callId.lastIndexOf('.') + 1));

const listCalls = async (
  db: Kysely<Tables>,
  workspaceId: string,
  questions: Awaited<ReturnType<typeof listQuestions>>,
) => {
  const runIds = questions.map(({ runId }) => runId);
  const seqs = questions.map(({ payload }) => toCallSeq(payload.callId));
  const { rows } = await sql<StoredEvent>`
    select event.run_id, event.seq, event.epoch, event.type, event.at, coalesce(large.content, event.payload) as payload
    from unnest(${runIds}::uuid[], ${seqs}::int[]) as call (run_id, seq)
    join run_events as event on event.run_id = call.run_id and event.seq = call.seq
    left join run_payloads as large on large.run_id = event.run_id and large.seq = event.seq
    where event.workspace_id = ${workspaceId} and event.type = 'tool-call'
  `.execute(db);
  const calls = parseRunEvents(rows).flatMap((event) => (event.type === 'tool-call' ? [event] : []));
  return new Map(calls.map((event) => [event.payload.callId, event]));
};

/** The calls of the workspace's runs that wait for a person, the oldest question first. */
export const listInbox = async (
  db: Kysely<Tables>,
  { workspaceId, limit }: { readonly workspaceId: string; readonly limit: number },
): Promise<InboxItem[]> => {
  const questions = await listQuestions(db, workspaceId, limit);
  if (questions.length === 0) return [];
  const runIds = questions.map(({ runId }) => runId);
  const calls = await listCalls(db, workspaceId, questions);
  const runs = new Map((await listRunsById(db, { workspaceId, runIds })).map((run) => [run.id, run]));
  return questions.flatMap(({ runId, seq, at, payload }): InboxItem[] => {
    const run = runs.get(runId);
    const call = calls.get(payload.callId);
    // ended or deleted since
    if (!run || !call || payload.callId !== toCallId(runId, call.seq)) return [];
    const { tool, arguments: values, effect } = call.payload;
    return [
      {
        run,
        callId: payload.callId,
        requestSeq: seq,
        callSeq: call.seq,
        reason: payload.reason,
        message: payload.message,
        tool,
        arguments: values,
        // calls that wait were made here, where the effect is known
        effect: effect ?? 'write',
        askedAt: at,
      },
    ];
  });
};
