import type { RunEventPayload } from '@signalbox/contracts';
import { type Insertable, type Kysely, sql } from 'kysely';

import { noteRun } from '../queries/conversations.ts';
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
  | 'source'
  | 'modelOverride'
  | 'inputPreview'
> {
  readonly request: RunEventPayload<'user-request'>;
  /** ISO time of the request. */
  readonly at: string;
}

const insertRequest = async (tx: Kysely<Tables>, { workspaceId, id: runId, request, at }: NewRun): Promise<void> => {
  const events = [{ type: 'user-request' as const, payload: request }];
  const then = { type: 'continue' as const, isProgress: false };
  const { payloads, isLarge } = prepareAppend({ workspaceId, runId, epoch: 0, firstSeq: 1, at, events, then });
  const key = { workspaceId, runId, seq: 1 };
  const content = payloads[0] ?? '';
  const payload = isLarge[0] === true ? '' : content;
  await tx
    .insertInto('runEvents')
    .values({ ...key, epoch: 0, type: 'user-request', at, payload })
    .execute();
  if (isLarge[0] === true) {
    await tx
      .insertInto('runPayloads')
      .values({ ...key, content })
      .execute();
  }
};

/**
 * Inserts a queued run with the first event of its log, the request (seq 1, epoch 0), as the newest of its
 * conversation; workers may claim it once the transaction is committed. Throws `database.conflict` when the agent's version or the conversation is not
 * the workspace's, and `request.too-large` for a request over 12 MB.
 */
export const insertRun = async (tx: Kysely<Tables>, run: NewRun): Promise<void> => {
  const { request: _request, at, ...columns } = run;
  await tx
    .insertInto('runs')
    .values({ ...columns, status: 'queued', createdAt: at })
    .execute();
  // the database's clock decides what is due
  const wakeAt = sql<Date>`now()`;
  await tx.insertInto('runHeads').values({ runId: run.id, workspaceId: run.workspaceId, nextSeq: 2, wakeAt }).execute();
  await insertRequest(tx, run);
  await noteRun(tx, { workspaceId: run.workspaceId, conversationId: run.conversationId, runId: run.id, at });
};
