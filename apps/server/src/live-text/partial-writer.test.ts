import { applyRunDelta, type ClaimedRun, emptyLiveText, type TextDelta } from '@signalbox/contracts';
import { claimRuns, listRunPartials } from '@signalbox/database';
import { insertTestAgent, insertTestRun, openTestDatabase, type TestDatabase } from '@signalbox/database/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { PartialWriter } from './partial-writer.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()), 30_000);
afterAll(() => database.close());

const claim = async (): Promise<ClaimedRun> => {
  await insertTestRun(database, await insertTestAgent(database, await database.newWorkspace()));
  const [run] = await claimRuns(database.db, { workerId: crypto.randomUUID(), limit: 1, isIdle: true });
  return run ?? expect.fail('no run');
};

const toDelta = (offset: number, text: string, changes: Partial<TextDelta> = {}): TextDelta => ({
  type: 'content-delta',
  attempt: 1,
  block: 0,
  offset,
  text,
  ...changes,
});

const readText = async (run: ClaimedRun): Promise<string> => {
  const stored = await listRunPartials(database.db, run);
  const live = stored.reduce((text, delta) => applyRunDelta(text, delta) ?? expect.fail('a gap'), emptyLiveText);
  return live.map(({ text }) => text).join('|');
};

test('what streams is stored within a second, goes on from there, and goes when its attempt has ended', async () => {
  const run = await claim();
  const writer = new PartialWriter(database, (_, error) => expect.fail(String(error)));
  writer.add(run, toDelta(0, '', { block: 1, type: 'arguments-delta', tool: 'calculator' }));
  writer.add(run, toDelta(0, 'Hel'));
  writer.add(run, toDelta(3, 'lo'));
  await expect.poll(() => readText(run), { timeout: 1500 }).toBe('Hello|');
  writer.add(run, toDelta(0, '{}', { block: 1, type: 'arguments-delta', tool: 'calculator' }));
  writer.add(run, toDelta(5, '!'));
  await expect.poll(() => readText(run), { timeout: 1500 }).toBe('Hello!|{}');
  writer.end(run, 1);
  await expect.poll(() => readText(run), { timeout: 1500 }).toBe('');
  await writer.close();
});

test('an attempt that ends within the second touches nothing, and closing removes what is over', async () => {
  const [short, long] = [await claim(), await claim()];
  const writer = new PartialWriter(database, (_, error) => expect.fail(String(error)));
  writer.add(short, toDelta(0, 'short'));
  writer.end(short, 1);
  writer.add(long, toDelta(0, 'long'));
  await expect.poll(() => readText(long), { timeout: 1500 }).toBe('long');
  expect(await readText(short)).toBe('');
  writer.end(long, 1);
  await writer.close();
  expect(await readText(long)).toBe('');
});

test('what could not be stored is stored with the next write', async () => {
  const run = await claim();
  const failed = Promise.withResolvers<void>();
  const writer = new PartialWriter(database, () => failed.resolve());
  await database.db.schema.alterTable('runPartials').renameTo('away').execute();
  writer.add(run, toDelta(0, 'one '));
  await failed.promise;
  await database.db.schema.alterTable('away').renameTo('runPartials').execute();
  writer.add(run, toDelta(4, 'two'));
  await expect.poll(() => readText(run), { timeout: 2500 }).toBe('one two');
  await writer.close();
});
