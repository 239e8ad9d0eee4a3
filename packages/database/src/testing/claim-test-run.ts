import { randomUUID } from 'node:crypto';

import {
  type AppendEntry,
  type ClaimedRun,
  emptyUsage,
  type RunEventDraft,
  type RunSummary,
} from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { claimRuns } from '../run-log/claim-runs.ts';
import { insertTestRun, type TestAgent } from './insert-test-run.ts';

/** New runs of the agent, claimed by one worker; nothing else may be due. */
export const claimTestRuns = async (database: Database, agent: TestAgent, count: number): Promise<ClaimedRun[]> => {
  for (let index = 0; index < count; index += 1) await insertTestRun(database, agent);
  return claimRuns(database.db, { workerId: randomUUID(), limit: count, isIdle: false });
};

/** An event with a text of this length. */
export const toTestEvent = (text = 'Hello'): RunEventDraft => ({
  type: 'agent-thought',
  payload: { attempt: 1, blocks: [{ type: 'text', text }] },
});

/** An entry of one event that goes on, at the seq after the request's unless told. */
export const toTestEntry = (run: ClaimedRun, changes: Partial<AppendEntry> = {}): AppendEntry => ({
  workspaceId: run.workspaceId,
  runId: run.runId,
  epoch: run.epoch,
  firstSeq: 2,
  at: '2026-01-02T03:04:05.678Z',
  events: [toTestEvent()],
  then: { type: 'continue', isProgress: false },
  ...changes,
});

export const testSummary: RunSummary = {
  status: 'failed',
  errorCode: 'run.internal',
  errorMessage: 'It broke\0.',
  outputPreview: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:04:06.000Z',
  durationMs: 1000.5,
  inputTokens: 5_000_000_000,
  outputTokens: 7,
  costNanoUsd: 9_000_000_000_000,
  unpricedCalls: 1,
  firstTokenMs: null,
  models: [
    {
      model: 'demo/demo',
      calls: 2,
      usage: { ...emptyUsage, inputFresh: 5_000_000_000, inputCacheWrite5m: 2, outputText: 7 },
      costNanoUsd: 9_000_000_000_000,
      unpricedCalls: 1,
    },
  ],
  toolCalls: [],
};
