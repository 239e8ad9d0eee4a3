import type { RunEvent, RunEventDraft, ToolEffect } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toProgress } from './to-progress.ts';

const toLog = (drafts: readonly RunEventDraft[]): RunEvent[] =>
  drafts.map((draft, index) => ({ ...draft, seq: index + 1, epoch: 1, at: '2026-01-01T00:00:00.000Z' }));

const call = (callId: string, effect: ToolEffect): RunEventDraft => ({
  type: 'tool-call',
  payload: { callId, providerCallId: null, attempt: 1, tool: 'any', arguments: {}, effect, idempotencyKey: callId },
});
const start = (callId: string, execution = 1): RunEventDraft => ({
  type: 'tool-start',
  payload: { callId, execution },
});

test('only a call that was begun counts, once, and only a begun write counts as one', () => {
  const calls = [call('a', 'read'), call('b', 'write')];
  expect(toProgress(toLog([]))).toEqual({ isOver: false, begunCalls: 0, writes: [] });
  expect(toProgress(toLog([...calls, start('a'), start('a', 2)]))).toMatchObject({ begunCalls: 1, writes: [] });
  expect(toProgress(toLog([...calls, start('a'), start('b')]))).toMatchObject({ begunCalls: 2, writes: ['any'] });
});

test('the last event says whether it is over', () => {
  const end: RunEventDraft = { type: 'run-end', payload: { status: 'completed' } };
  expect(toProgress(toLog([call('a', 'read'), end])).isOver).toBe(true);
});
