import { setTimeout as delay } from 'node:timers/promises';

import { AppError } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { ReportRoom } from './report-room.ts';

const toSize = (runs: number) => ({ runs, bytes: 0 });

const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

test('takes reports on while there is room, and a large one when there is no other', async () => {
  const room = new ReportRoom();
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = room.admit(toSize(3000), () => promise);
  let isDone = false;
  const second = room.admit(toSize(1), async () => void (isDone = true));
  expect(await codeOf(second)).toBe('report.behind');
  expect(isDone).toBe(false);
  resolve();
  await first;
  expect(await codeOf(room.admit(toSize(600), async () => undefined))).toBe('none');
});

test('what fails leaves its room', async () => {
  const room = new ReportRoom();
  expect(await codeOf(room.admit(toSize(1000), () => Promise.reject(new Error('no'))))).toBe('Error: no');
  expect(await codeOf(Promise.all([1, 2].map(() => room.admit(toSize(500), async () => undefined))))).toBe('none');
});

test('takes on no more text than there is memory for', async () => {
  const room = new ReportRoom();
  const bytes = 20 * 1024 * 1024;
  const both = [1, 2].map(() => codeOf(room.admit({ runs: 1, bytes }, async () => undefined)));
  expect(await Promise.all(both)).toEqual(['none', 'report.behind']);
});

/** How many of ten reports of a hundred runs are taken on at once, each of which takes so long. */
const countTaken = async (room: ReportRoom, ms: number): Promise<number> => {
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(room.admit(toSize(100), () => delay(ms)))));
  return codes.filter((code) => code === 'none').length;
};

test('takes more on at once when the work is fast, and less again while it is slow', async () => {
  const room = new ReportRoom({ maxMs: 100, leastRuns: 200 });
  expect(await countTaken(room, 1)).toBe(2);
  for (let fast = 0; fast < 20; fast += 1) await countTaken(room, 1);
  expect(await countTaken(room, 1)).toBe(10);
  // 1,000 in 400 ms are 250 in the time that one may take
  for (let slow = 0; slow < 6; slow += 1) await countTaken(room, 400);
  expect(await countTaken(room, 400)).toBeLessThanOrEqual(4);
});
