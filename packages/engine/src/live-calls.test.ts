import { type ClaimedRun, maxProgressLength, type RunDelta, ToolProgress } from '@signalbox/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { LiveCalls } from './live-calls.ts';

const run: ClaimedRun = {
  workspaceId: 'w',
  runId: 'r',
  epoch: 1,
  recoveries: 0,
  isAfterCrash: false,
  wakes: 0,
};

const openTurn = () => {
  const told: ToolProgress[] = [];
  const push = (_: ClaimedRun, delta: RunDelta): void => void told.push(ToolProgress.parse(delta));
  const live = new LiveCalls(run, { push, ended: () => undefined });
  const { signal } = new AbortController();
  const open = (callId: string, ends = signal) => {
    const intent = { callId, attempt: 1, providerCallId: null, tool: 't', arguments: {}, effect: 'read' as const };
    return live.open({ intent: { ...intent, idempotencyKey: 'k' }, executions: 2 }, ends);
  };
  return { told, open };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first is told at once, then the newest of each call in turn, 20 a second for all of them', () => {
  const { told, open } = openTurn();
  const [a, b] = [open('a'), open('b')];
  a.progress('first', 0.5);
  expect(told).toEqual([{ type: 'tool-progress', callId: 'a', execution: 2, message: 'first', fraction: 0.5 }]);
  for (let round = 1; round <= 1000; round += 1) {
    a.progress(`a ${round}`);
    b.progress(`b ${round}`);
    vi.advanceTimersByTime(1);
  }
  expect(told).toHaveLength(21);
  vi.advanceTimersByTime(1000);
  expect(told.slice(-2).map(({ message }) => message)).toEqual(['b 1000', 'a 1000']);
  b.progress('after a quiet time');
  expect(told.at(-1)).toMatchObject({ callId: 'b', message: 'after a quiet time' });
});

test('a loop without a pause is told as it goes, and no more often', () => {
  vi.useRealTimers();
  const { told, open } = openTurn();
  const { progress, end } = open('a');
  const startMs = performance.now();
  for (let index = 0; index < 1_000_000 || performance.now() - startMs < 120; index += 1) progress(`line ${index}`);
  const spentMs = performance.now() - startMs;
  end();
  expect(told.length).toBeGreaterThan(2);
  expect(told.length).toBeLessThanOrEqual(2 + Math.ceil(spentMs / 50));
});

test('its end takes away what was told, and nothing more comes, nor after an abort', () => {
  const { told, open } = openTurn();
  const [quiet, one] = [open('quiet'), open('one')];
  quiet.end();
  one.progress('now');
  one.progress('waits for its frame');
  one.end();
  one.progress('late');
  const controller = new AbortController();
  const aborted = open('two', controller.signal);
  controller.abort();
  aborted.progress('late');
  vi.advanceTimersByTime(1000);
  expect(told.map(({ callId, message }) => [callId, message])).toEqual([
    ['one', 'now'],
    ['one', ''],
  ]);
});

test.each([
  ['lines and gaps become one line', '  a\n\tb ', 'a b'],
  ['NUL and half a character', 'a\0\uD800', 'a\uFFFD\uFFFD'],
  ['what is too long is cut', 'x'.repeat(10_000_000), 'x'.repeat(maxProgressLength)],
])('%s', (_, message, expected) => {
  const { told, open } = openTurn();
  open('a').progress(message);
  expect(told).toMatchObject([{ message: expected }]);
});

test.each([
  [2, 1],
  [-1, 0],
  [NaN, undefined],
  [Infinity, undefined],
])('a share of %j is told as %j', (fraction, expected) => {
  const { told, open } = openTurn();
  open('a').progress('x', fraction);
  expect(told[0]?.fraction).toBe(expected);
});
