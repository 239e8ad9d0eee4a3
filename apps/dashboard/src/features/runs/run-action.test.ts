import { expect, test } from 'vitest';

import { exampleRun } from './example-run.ts';
import { isActionFor, toActionWords } from './run-action.ts';

test('only what can change is stopped, only what has ended is repeated or deleted', () => {
  const running = { ...exampleRun, status: 'running' as const };
  expect((['stop', 'again', 'delete'] as const).map((action) => isActionFor(action, running))).toEqual([
    true,
    false,
    false,
  ]);
  expect((['stop', 'again', 'delete'] as const).map((action) => isActionFor(action, exampleRun))).toEqual([
    false,
    true,
    true,
  ]);
});

test('the question says how many', () => {
  expect(toActionWords('delete', 14)).toMatchObject({
    title: 'Delete 14 runs?',
    body: 'Their steps and figures go for good.',
    confirm: 'Delete 14 runs',
  });
  expect(toActionWords('stop', 1).title).toBe('Stop this run?');
});
