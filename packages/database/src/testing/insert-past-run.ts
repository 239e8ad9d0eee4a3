import {
  emptyUsage,
  inputTokens,
  type ModelUsage,
  newId,
  outputTokens,
  type RunStatus,
  type ToolOutcome,
} from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { toSmallestId } from '../queries/to-smallest-id.ts';
import type { Tables } from '../tables.ts';

export interface PastRun {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly version?: number;
  readonly createdAt: Date;
  readonly status?: RunStatus;
  readonly durationMs?: number | null;
  readonly firstTokenMs?: number | null;
  readonly initiator?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly costNanoUsd?: number;
  readonly models?: readonly {
    readonly model: string;
    readonly calls?: number;
    readonly usage?: Partial<ModelUsage>;
    readonly costNanoUsd?: number;
    readonly unpricedCalls?: number;
  }[];
  readonly tools?: readonly {
    readonly tool: string;
    readonly outcome?: ToolOutcome | null;
    readonly durationMs?: number | null;
  }[];
}

/** An id of the time that sorts among those of the time. */
const toIdAt = (at: Date): string => toSmallestId(at).slice(0, 14) + newId().slice(14);

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const insertParts = async (tx: Kysely<Tables>, runId: string, run: PastRun): Promise<void> => {
  const { workspaceId, agentId, createdAt: at, models = [], tools = [] } = run;
  for (const { model, calls = 1, usage, costNanoUsd = 0, unpricedCalls = 0 } of models) {
    const row = { workspaceId, runId, model, calls, costNanoUsd, unpricedCalls, ...emptyUsage, ...usage };
    await tx.insertInto('runModels').values(row).execute();
  }
  for (const [index, { tool, outcome = 'ok', durationMs = null }] of tools.entries()) {
    const row = { workspaceId, runId, seq: index + 1, tool, agentId, at, outcome, durationMs };
    await tx.insertInto('toolCalls').values(row).execute();
  }
};

/** A run that ran elsewhere, as if it had been reported; answers with its id. */
export const insertPastRun = async (tx: Kysely<Tables>, run: PastRun): Promise<string> => {
  const { workspaceId, agentId, version = 1, createdAt, status = 'completed', models = [] } = run;
  const { durationMs = null, firstTokenMs = null, initiator, errorCode = null, errorMessage = null } = run;
  const id = toIdAt(createdAt);
  const isEnded = status === 'completed' || status === 'failed' || status === 'cancelled';
  const usages = models.map(({ usage }) => ({ ...emptyUsage, ...usage }));
  const place = { id, workspaceId, conversationId: null, agentId, version, source: 'report', status } as const;
  await tx
    .insertInto('runs')
    .values({
      ...place,
      inputPreview: 'Hello',
      initiator,
      errorCode,
      errorMessage,
      createdAt,
      endedAt: isEnded ? createdAt : null,
      durationMs,
      firstTokenMs,
      inputTokens: sumOf(usages.map(inputTokens)),
      outputTokens: sumOf(usages.map(outputTokens)),
      costNanoUsd: run.costNanoUsd ?? sumOf(models.map(({ costNanoUsd = 0 }) => costNanoUsd)),
      unpricedCalls: sumOf(models.map(({ unpricedCalls = 0 }) => unpricedCalls)),
      finishSeq: isEnded ? sql<number>`next_run_finish()` : null,
    })
    .execute();
  await insertParts(tx, id, run);
  return id;
};
