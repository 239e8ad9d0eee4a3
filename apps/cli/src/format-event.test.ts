import type { RunEvent } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { formatEvent, formatOffset } from './format-event.ts';

const envelope = { seq: 1, epoch: 1, at: '2026-11-21T00:00:00.000Z' };

test('text of a model or a tool cannot steer the terminal', () => {
  const steering = 'a\u001B[2J\u001B]0;x\u0007\rb\u009Bm\n\tc';
  const event: RunEvent = {
    ...envelope,
    type: 'tool-result',
    payload: { callId: 'c', outcome: 'ok', text: steering, bytes: 9, durationMs: 1.4 },
  };
  expect(formatEvent(event)).toEqual({ label: 'result', tone: 'good', text: 'ok in 1 ms: a[2J]0;xbm\n\tc' });
});

test('a failed run ends with its sentence and its code', () => {
  const error = { code: 'run.step-limit', message: 'Stopped at 25 steps.' };
  const event: RunEvent = { ...envelope, type: 'run-end', payload: { status: 'failed', error } };
  expect(formatEvent(event)).toEqual({
    label: 'end',
    tone: 'bad',
    text: 'failed: Stopped at 25 steps. (run.step-limit)',
  });
});

test('offsets never round up to a sixtieth second', () => {
  expect([-1, 59_999, 60_000, 3_725_040].map(formatOffset)).toEqual(['00:00.00', '00:59.99', '01:00.00', '62:05.04']);
});
