import { expect, test } from 'vitest';

import { applyProgress, type LiveProgress, noProgress } from './live-progress.ts';
import type { RunDelta, ToolProgress } from './run-deltas.ts';
import type { RunEvent, RunEventDraft } from './run-events.ts';

const said = (callId: string, message: string, execution = 1): ToolProgress => ({
  type: 'tool-progress',
  callId,
  execution,
  message,
});
const event = (draft: RunEventDraft): RunEvent => ({ ...draft, seq: 1, epoch: 1, at: '2026-11-21T00:00:00.000Z' });
const start = (callId: string, execution: number) => event({ type: 'tool-start', payload: { callId, execution } });
const result = (callId: string) =>
  event({ type: 'tool-result', payload: { callId, outcome: 'ok', text: '', bytes: 0, durationMs: 1 } });

const read = (items: readonly (RunEvent | RunDelta)[], live: LiveProgress = noProgress) =>
  [...items.reduce(applyProgress, live).values()].map(({ message }) => message);

test('of each call there is what it said last', () => {
  expect(read([said('a', '1 of 2'), said('b', 'half'), said('a', '2 of 2')])).toEqual(['2 of 2', 'half']);
  expect(read([said('a', '1 of 2'), said('b', 'half'), said('a', '')])).toEqual(['half']);
});

test('it is gone with the result, when the call is done again, and with the run', () => {
  const open = [said('a', 'a'), said('b', 'b')].reduce(applyProgress, noProgress);
  expect(read([result('a')], open)).toEqual(['b']);
  expect(read([start('a', 2)], open)).toEqual(['b']);
  expect(read([event({ type: 'run-end', payload: { status: 'completed' } })], open)).toEqual([]);
});

test('what is of no concern leaves it the same', () => {
  const open = [said('a', 'now', 2)].reduce(applyProgress, noProgress);
  const text: RunDelta = { type: 'content-delta', attempt: 1, block: 0, offset: 0, text: 'x' };
  for (const item of [start('a', 2), result('b'), said('a', 'before', 1), said('a', 'now', 2), text])
    expect(applyProgress(open, item)).toBe(open);
});
