import { type ClaimedRun, emptyUsage, type TextDelta } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createStepWriter } from '../run-log/create-step-writer.ts';
import { findOpenAttempt } from '../run-log/find-open-attempt.ts';
import { takeRun } from '../run-log/take-run.ts';
import { claimTestRuns, toTestEntry } from '../testing/claim-test-run.ts';
import { insertTestAgent, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { deleteRunPartials, insertRunPartials, listRunPartials } from './run-partials.ts';

const toDelta = (changes: Partial<TextDelta> = {}): TextDelta => ({
  type: 'content-delta',
  attempt: 1,
  block: 0,
  offset: 0,
  text: 'Hello',
  ...changes,
});

describe.each(testEngines)('run partials on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
  }, 30_000);
  afterAll(() => database.close());

  const claimOne = async (): Promise<ClaimedRun> => {
    const [run] = await claimTestRuns(database, agent, 1);
    if (!run) throw new Error('no run');
    return run;
  };

  test('texts of several runs go in with one statement, twice without harm, and come out in order', async () => {
    const [one, two] = [await claimOne(), await claimOne()];
    const tool = { type: 'arguments-delta', block: 1, tool: 'calculator' } as const;
    const partials = [
      { run: one, delta: toDelta({ offset: 5, text: ' World' }) },
      { run: one, delta: toDelta(tool) },
      { run: two, delta: toDelta({ text: 'other' }) },
      { run: one, delta: toDelta() },
    ];
    await insertRunPartials(database.db, partials);
    await insertRunPartials(database.db, [...partials.slice(0, 3), { run: one, delta: toDelta({ text: 'Hell' }) }]);
    expect(await listRunPartials(database.db, one)).toEqual([
      toDelta(),
      toDelta({ offset: 5, text: ' World' }),
      toDelta(tool),
    ]);
    expect(await listRunPartials(database.db, { ...one, workspaceId: two.runId })).toEqual([]);
  });

  test('only the newest attempt of the newest epoch is read, and an ended one takes those before it along', async () => {
    const run = await claimOne();
    const insert = (attempt: number) =>
      insertRunPartials(database.db, [{ run, delta: toDelta({ attempt, text: `text ${attempt}` }) }]);
    await insert(1);
    await insert(2);
    expect(await listRunPartials(database.db, run)).toMatchObject([{ attempt: 2 }]);
    await insert(3);
    await deleteRunPartials(database.db, [{ run, attempt: 2 }]);
    expect(await listRunPartials(database.db, run)).toMatchObject([{ attempt: 3 }]);
    await deleteRunPartials(database.db, [{ run: { ...run, epoch: run.epoch - 1 }, attempt: 3 }]);
    expect(await listRunPartials(database.db, run)).toHaveLength(1);
  });

  test('a run that was taken has no text, and its holder of before writes none', async () => {
    const run = await claimOne();
    await insertRunPartials(database.db, [{ run, delta: toDelta() }]);
    await database.db.transaction().execute((tx) => takeRun(tx, run));
    await insertRunPartials(database.db, [{ run, delta: toDelta() }]);
    expect(await listRunPartials(database.db, run)).toEqual([]);
  });

  test('findOpenAttempt: the attempt that began and did not end, as of a seq', async () => {
    const run = await claimOne();
    const writer = createStepWriter(database);
    const start = {
      type: 'model-call-start',
      payload: {
        attempt: 1,
        provider: 'demo',
        model: 'demo',
        parameters: {},
        toolSetDigest: null,
        messages: 1,
        omittedMessages: 0,
        estimatedInputTokens: 1,
        estimatedCostNanoUsd: null,
      },
    } as const;
    const end = {
      type: 'model-call-discard',
      payload: { attempt: 1, reason: 'crash', estimatedUsage: emptyUsage, costNanoUsd: null },
    } as const;
    const answer = await writer.append(toTestEntry(run, { events: [start, end] }));
    expect(answer).toBe('stored');
    const attempts = [1, 2, 3].map((seq) => findOpenAttempt(database.db, { ...run, seq }));
    expect(await Promise.all(attempts)).toEqual([undefined, 1, undefined]);
    await writer.close();
  });
});
