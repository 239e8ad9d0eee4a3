import type { InboxItem, Run } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { exampleRun } from '../../run-row/example-run.ts';
import { holdItems, type HeldItem } from './hold-items.ts';

const run: Run = { ...exampleRun, status: 'waiting', waitsFor: 'unknown-outcome' };

const item = (minute: number, requestSeq = 5): InboxItem => ({
  run,
  callId: `run.${minute}`,
  requestSeq,
  callSeq: minute,
  reason: 'unknown-outcome',
  message: '',
  tool: 'ledger_write',
  arguments: {},
  effect: 'write',
  askedAt: `2026-11-21T10:0${minute}:00.000Z`,
});

const print = (held: readonly HeldItem[]): string[] =>
  held.map(({ key, isWaiting }) => `${key}${isWaiting ? '' : ' gone'}`);

test('what waits no more keeps its place, what is new joins by its age', () => {
  const [first, second, third] = [item(1), item(2), item(3)];
  const before = holdItems([], [first, third]);
  expect(print(before)).toEqual(['run.1 5', 'run.3 5']);
  expect(print(holdItems(before, [second, third]))).toEqual(['run.1 5 gone', 'run.2 5', 'run.3 5']);
  expect(holdItems(before, [first, third])).toBe(before);
});

test('a call that is asked about again is another question', () => {
  const before = holdItems([], [item(1)]);
  expect(print(holdItems(before, [{ ...item(1, 9), askedAt: '2026-11-21T10:05:00.000Z' }]))).toEqual([
    'run.1 5 gone',
    'run.1 9',
  ]);
});
