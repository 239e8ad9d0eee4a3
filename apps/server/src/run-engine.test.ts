import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { AppError, isFinalRunStatus, newId, reduceRun, type RunEvent, toRunSteps } from '@signalbox/contracts';
import { insertDecision, listRunEvents } from '@signalbox/database';
import {
  insertTestAgent,
  insertTestRun,
  openTestDatabase,
  type TestAgent,
  type TestDatabase,
  testEngines,
} from '@signalbox/database/testing';
import { createWorker, defaultWatchdogs, type RunLog, systemClock, type Worker } from '@signalbox/engine';
import { createDemoProvider, createModelRegistry } from '@signalbox/models';
import { createScriptedProvider, ledgerToolsFolder, type ModelScript } from '@signalbox/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { createTestContext, scanTools } from '@signalbox/tool-sdk';
import { builtInToolsFolder } from '@signalbox/tools';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createRunLog } from './create-run-log.ts';

const tools = (await scanTools([builtInToolsFolder, ledgerToolsFolder])).tools;
const models = createModelRegistry([createDemoProvider({ tokensPerSecond: 0 }), createScriptedProvider()]);
const folder = makeTestFolder('engine');
/** How long a claim keeps a run from everybody else. */
const leaseMs = 15_000;

describe.each(testEngines)('the engine on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  const workers: Worker[] = [];
  const watchers = new Map<string, () => void>();
  const errors: unknown[] = [];

  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
  }, 30_000);
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop({ timeoutMs: 50 })));
  });
  afterAll(() => database.close());

  const startWorker = (enabledTools = async () => tools, log: RunLog = createRunLog(database)): Worker => {
    const worker = createWorker({
      log,
      tools: { enabledTools },
      toolReach: () => createTestContext(),
      models: { provider: async (_, id) => models.provider(id), defaultModel: async () => models.defaultModel() },
      clock: systemClock,
      hints: { appended: (runId) => watchers.get(runId)?.(), changed: () => undefined },
      liveText: { push: () => undefined, ended: () => undefined },
      watchdogs: defaultWatchdogs,
      onError: (message, cause) => errors.push([message, cause]),
      workerId: newId(),
      concurrency: 50,
    });
    workers.push(worker);
    worker.start();
    return worker;
  };

  const read = (runId: string): Promise<RunEvent[]> =>
    listRunEvents(database.db, { workspaceId: agent.workspaceId, runId, afterSeq: 0, limit: 10_000 });

  /** The log once it satisfies the condition: looked at after every append. */
  const until = async (runId: string, isThere: (events: RunEvent[]) => boolean): Promise<RunEvent[]> => {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      watchers.set(runId, resolve);
      const events = await read(runId);
      if (isThere(events)) return events;
      await promise;
    }
  };
  const untilEnd = (runId: string): Promise<RunEvent[]> =>
    until(runId, (events) => isFinalRunStatus(reduceRun(events).status));

  const startScript = async (turns: ModelScript['turns'], limits: object = {}): Promise<string> => {
    if (Object.keys(limits).length > 0) await useLimits(limits);
    const text = JSON.stringify({ run: newId(), turns });
    const runId = await insertTestRun(database, agent, { text, modelOverride: 'scripted/scripted' });
    for (const worker of workers) worker.wake();
    return runId;
  };

  const useLimits = async (limits: object): Promise<void> => {
    const all = { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null, ...limits };
    const spec = JSON.stringify({ models: [], instructions: '', tools: 'all', limits: all });
    await database.db.updateTable('agentVersions').set({ spec }).where('workspaceId', '=', agent.workspaceId).execute();
  };

  const newLedger = (): string => {
    const file = join(folder, `${newId()}.jsonl`);
    writeFileSync(file, '');
    return file;
  };
  const countPhases = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

  test('runs that were claimed when the answer was lost are worked on at once, not when their lease has run out', async () => {
    const log = createRunLog(database);
    let hasLost = false;
    const claim: RunLog['claim'] = async (options) => {
      const runs = await log.claim(options);
      if (hasLost || runs.length === 0) return runs;
      hasLost = true;
      throw new Error('the connection was lost');
    };
    const runId = await insertTestRun(database, agent, { text: 'What is 5 + 10?' });
    startWorker(undefined, { ...log, claim });
    const beganMs = performance.now();
    await untilEnd(runId);
    expect(performance.now() - beganMs).toBeLessThan(leaseMs);
    expect(errors.splice(0)).toMatchObject([['claiming runs failed', { message: 'the connection was lost' }]]);
  }, 30_000);

  test('the example of the seed: eight steps in order, and the answer is 45', async () => {
    startWorker();
    const runId = await insertTestRun(database, agent, { text: 'What is 5 + 10, then multiply by 3?' });
    const events = await untilEnd(runId);
    const steps = toRunSteps(events);
    expect(steps.map((step) => step.type)).toEqual([
      'user-request',
      'agent-thought',
      'tool-call',
      'tool-result',
      'agent-thought',
      'tool-call',
      'tool-result',
      'agent-response',
    ]);
    expect(steps.map((step) => step.order)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(steps[3]).toMatchObject({ text: '5 + 10 = 15', outcome: 'ok' });
    expect(steps[7]).toMatchObject({ text: 'The result is 45.' });
    const run = await database.db
      .selectFrom('runs')
      .select(['status', 'outputPreview', 'costNanoUsd', 'unpricedCalls'])
      .where('workspaceId', '=', agent.workspaceId)
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    expect(run).toEqual({ status: 'completed', outputPreview: 'The result is 45.', costNanoUsd: 0, unpricedCalls: 0 });
  });

  test('calls of one turn run at once; wrong arguments and unknown tools go back to the model', async () => {
    startWorker();
    const ledger = newLedger();
    const put = (value: string) => ({ tool: 'ledger_put', arguments: { ledger, value, delayMs: 1500 } });
    const runId = await startScript([
      {
        calls: [
          put('a'),
          put('b'),
          { tool: 'calculator', arguments: { operation: 'add' } },
          { tool: 'no_such_tool', arguments: {} },
        ],
      },
      { text: 'done' },
    ]);
    const state = reduceRun(await untilEnd(runId));
    const results = [...state.calls.values()].map(({ result }) => [result?.outcome, result?.text]);
    expect(results).toEqual([
      ['ok', 'a noted'],
      ['ok', 'b noted'],
      ['error', expect.stringContaining('either operation, x and y')],
      ['error', expect.stringContaining('no enabled tool named no_such_tool')],
    ]);
    const phases = readFileSync(ledger, 'utf8')
      .trim()
      .split('\n')
      .map((line) => z.object({ phase: z.string() }).parse(JSON.parse(line)).phase);
    expect(phases).toEqual(['begin', 'begin', 'applied', 'applied']);
  });

  test('a fault that may pass is tried again after the wait it asks for, one that will not ends the run', async () => {
    startWorker();
    const passing = await startScript([{ error: { kind: 'rate-limit', times: 2, retryAfterMs: 1 }, text: 'at last' }]);
    const refused = await startScript([{ error: { kind: 'auth', times: 1 }, text: 'never' }]);
    const events = await untilEnd(passing);
    const discards = events.filter((event) => event.type === 'model-call-discard');
    expect(discards.map(({ payload }) => [payload.attempt, payload.error?.code, payload.retryInMs])).toEqual([
      [1, 'rate-limit', 1],
      [2, 'rate-limit', 1],
    ]);
    expect(reduceRun(events)).toMatchObject({ status: 'completed', attempts: 3, isEstimated: true });
    const state = reduceRun(await untilEnd(refused));
    expect(state.end?.error).toEqual({ code: 'model.failed', message: expect.stringContaining('scripted auth') });
  });

  test('a request that was refused costs nothing, one that was cut off its estimate', async () => {
    startWorker();
    const refused = await startScript([{ error: { kind: 'auth', times: 1, isRefusal: true }, text: 'never' }]);
    const lost = await startScript([{ error: { kind: 'network', times: 1, retryAfterMs: 1 }, text: 'at last' }]);
    const bookedOf = async (runId: string) =>
      (await untilEnd(runId)).flatMap(({ type, payload }) =>
        type === 'model-call-discard' ? [[payload.costNanoUsd, payload.estimatedUsage?.inputFresh]] : [],
      );
    expect(await bookedOf(refused)).toEqual([[0, 0]]);
    expect(await bookedOf(lost)).toEqual([[expect.any(Number), expect.any(Number)]]);
    expect((await bookedOf(lost))[0]?.every((booked) => Number(booked) > 0)).toBe(true);
  });

  test('a worker that stops in order hands its runs over, and the next one goes on', async () => {
    const first = startWorker();
    const runId = await startScript([{ think: 'hm', hang: true }]);
    await until(runId, (events) => events.at(-1)?.type === 'model-call-start');
    await first.stop({ timeoutMs: 5000 });
    startWorker();
    const events = await until(runId, (log) => log.filter((event) => event.type === 'model-call-start').length === 2);
    expect(events.map((event) => event.type)).toEqual([
      'user-request',
      'model-call-start',
      'run-resume',
      'model-call-discard',
      'model-call-start',
    ]);
    expect(events[2]).toMatchObject({ payload: { reason: 'handover', recoveries: 0 } });
  });

  test.each([
    [{ steps: 2 }, 'run.step-limit'],
    [{ toolCalls: 1 }, 'run.tool-call-limit'],
    [{ costNanoUsd: 1000 }, 'run.cost-limit'],
  ])('the limit %j ends the run with its own code', async (limits, code) => {
    startWorker();
    const call = { tool: 'calculator', arguments: { operation: 'add', x: 1, y: 1 } };
    const runId = await startScript([{ calls: [call] }, { calls: [call] }, { text: 'too far' }], limits);
    const state = reduceRun(await untilEnd(runId));
    expect(state).toMatchObject({ status: 'failed', end: { error: { code } } });
    expect([...state.calls.values()].every(({ result }) => result !== null)).toBe(true);
    await useLimits({});
  });

  test('the time limit cuts a hanging model off', async () => {
    await useLimits({ wallTimeMs: 1000 });
    startWorker();
    const runId = await startScript([{ text: 'half', hang: true }]);
    const events = await untilEnd(runId);
    expect(reduceRun(events).end?.error?.code).toBe('run.time-limit');
    expect(events.find((event) => event.type === 'model-call-discard')).toMatchObject({
      payload: { reason: 'cancelled', blocks: [{ type: 'text', text: 'half' }] },
    });
    await useLimits({});
  });

  const expireLeases = async (runIds: readonly string[]): Promise<void> => {
    const heads = database.db.updateTable('runHeads').set({ leaseExpiresAt: new Date(0) });
    await heads.where('workspaceId', '=', agent.workspaceId).where('runId', 'in', runIds).execute();
  };

  /** Runs of these tools, whose one holder died between their calls' start and result. */
  const cutOff = async (...calls: { readonly tool: string; readonly ledger: string }[]): Promise<string[]> => {
    const dead = startWorker();
    const runIds: string[] = [];
    for (const { tool, ledger } of calls) {
      const call = { tool, arguments: { ledger, value: 'v', delayMs: 60_000 } };
      runIds.push(await startScript([{ calls: [call] }, { text: 'done' }]));
    }
    for (const runId of runIds) await until(runId, (events) => events.at(-1)?.type === 'tool-start');
    workers.splice(workers.indexOf(dead), 1);
    await dead.stop({ timeoutMs: 1 });
    await expireLeases(runIds);
    return runIds;
  };

  test('a run whose worker finds the database away is taken up where it was, as soon as that is back', async () => {
    let steps = 0;
    startWorker(async () => {
      steps += 1;
      if (steps === 2) throw new AppError('database.unavailable', 'The database does not answer.');
      return tools;
    });
    const calls = [{ tool: 'calculator', arguments: { expression: '2+3' } }];
    const beganMs = performance.now();
    const runId = await startScript([{ calls }, { text: '5' }]);
    const events = await untilEnd(runId);
    expect(performance.now() - beganMs).toBeLessThan(leaseMs);
    expect(errors.splice(0)).toEqual([[`run ${runId} was left to its lease`, expect.any(AppError)]]);
    const resumed = events.filter(({ type }) => type === 'run-resume');
    expect(resumed).toMatchObject([{ payload: { reason: 'handover', recoveries: 0 } }]);
    const state = reduceRun(events);
    expect(state.status).toBe('completed');
    expect([...state.calls.values()].map(({ result }) => result?.outcome)).toEqual(['ok']);
  }, 30_000);

  test('a write that was cut off asks a person, and only the decision writes its result', async () => {
    const ledger = newLedger();
    const [runId = ''] = await cutOff({ tool: 'ledger_write', ledger });
    startWorker();
    const waiting = await until(runId, (events) => reduceRun(events).status === 'waiting');
    const request = waiting.find((event) => event.type === 'approval-request');
    expect(waiting.filter((event) => event.type === 'tool-result')).toEqual([]);
    expect(countPhases(ledger)).toBe(1);
    const by = { kind: 'user', id: 'u', name: 'Signe' } as const;
    const callId = request?.type === 'approval-request' ? request.payload.callId : '';
    const decision = {
      workspaceId: agent.workspaceId,
      runId,
      requestSeq: request?.seq ?? 0,
      callId,
      decision: 'happened',
      by,
      note: null,
    } as const;
    const at = new Date().toISOString();
    expect(await database.db.transaction().execute((tx) => insertDecision(tx, { ...decision, at }))).toBe(true);
    expect(await database.db.transaction().execute((tx) => insertDecision(tx, { ...decision, at }))).toBe(false);
    const events = await untilEnd(runId);
    expect(events.filter((event) => event.type === 'tool-result')).toMatchObject([
      { payload: { outcome: 'ok', text: expect.stringContaining('Signe confirmed') } },
    ]);
    expect(countPhases(ledger)).toBe(1);
    expect(reduceRun(events).status).toBe('completed');
  });

  test('a write that can be asked is settled without a person; reading is done again', async () => {
    const [settled = '', again = ''] = await cutOff(
      { tool: 'ledger_write_known', ledger: newLedger() },
      { tool: 'ledger_read', ledger: newLedger() },
    );
    startWorker();
    // both are executed anew, and would take a minute: their second beginning is what is to be seen
    const isBegunAgain = (events: RunEvent[]): boolean =>
      events.filter((event) => event.type === 'tool-start').length === 2;
    await until(settled, isBegunAgain);
    await until(again, isBegunAgain);
    expect((await read(settled)).some((event) => event.type === 'approval-request')).toBe(false);
    expect(errors).toEqual([]);
  });
});
