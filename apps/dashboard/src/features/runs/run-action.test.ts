import type { Run } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { exampleRun } from '../../run-row/example-run.ts';
import { toActionRefusal, toActionWords } from './run-action.ts';

test('only what can change is stopped, only what has ended is repeated or deleted', () => {
  const running = { ...exampleRun, status: 'running' as const };
  const reported = { ...running, source: 'report' as const };
  const toRefusals = (run: Run): (string | null)[] =>
    (['stop', 'again', 'delete'] as const).map((action) => toActionRefusal(action, run));
  expect(toRefusals(running)).toEqual([null, 'It has not ended.', 'It has not ended.']);
  expect(toRefusals(exampleRun)).toEqual(['It has ended.', null, null]);
  const elsewhere = 'It ran elsewhere and was reported.';
  expect(toRefusals(reported)).toEqual([elsewhere, elsewhere, null]);
});

test('the question says how many', () => {
  expect(toActionWords('delete', 14)).toMatchObject({
    title: 'Delete 14 runs?',
    body: 'Their steps go for good; figures and cost stay.',
    confirm: 'Delete 14 runs',
  });
  expect(toActionWords('stop', 1).title).toBe('Stop this run?');
});
