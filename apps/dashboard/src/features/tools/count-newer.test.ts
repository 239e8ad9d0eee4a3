import type { ToolCall } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { countNewer } from './count-newer.ts';

const call = (minute: number): ToolCall => ({
  runId: `run ${minute}`,
  seq: 3,
  tool: 'calculator',
  agentId: 'agent',
  agentName: 'Agent',
  at: `2026-11-21T10:0${minute}:00.000Z`,
  outcome: 'ok',
  durationMs: 1,
  runStatus: 'completed',
});

test.each([
  { what: 'none came', shown: [2, 1], newest: [2, 1], count: 0 },
  { what: 'some came', shown: [2, 1], newest: [4, 3, 2, 1], count: 2 },
  { what: 'the first shown is gone', shown: [2, 1], newest: [3, 1], count: 1 },
  { what: 'none were shown', shown: [], newest: [1], count: 1 },
])('$what', ({ shown, newest, count }) => {
  expect(countNewer(shown.map(call), newest.map(call))).toBe(count);
});
