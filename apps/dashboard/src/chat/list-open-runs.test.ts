import type { Run } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { listOpenRuns } from './list-open-runs.ts';
import type { RunProgress } from './to-progress.ts';

const toBranch = (statuses: Readonly<Record<string, Run['status']>>) =>
  Object.entries(statuses).map(([id, status]) => ({ run: { id, previousRunId: null, status }, siblings: [] }));
const progress: RunProgress = { isOver: false, begunCalls: 2, writes: ['send'] };

test('what has not ended, oldest first, as far as it told of itself', () => {
  const branch = toBranch({ a: 'completed', b: 'running', c: 'queued', d: 'cancelled' });
  expect(listOpenRuns(branch, new Map([['b', progress]]))).toEqual([
    { runId: 'b', progress },
    { runId: 'c', progress: { isOver: false, begunCalls: 0, writes: [] } },
  ]);
});

test('a run that told of its end is over before its row says so', () => {
  const branch = toBranch({ a: 'running', b: 'queued' });
  const open = listOpenRuns(branch, new Map([['a', { ...progress, isOver: true }]]));
  expect(open.map(({ runId }) => runId)).toEqual(['b']);
});
