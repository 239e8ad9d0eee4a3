import { expect, test } from 'vitest';

import { exampleRun } from './example-run.ts';
import { toRunTitle } from './to-run-title.ts';

test('a run that told no request is called by its task, or by its id', () => {
  const untold = { ...exampleRun, inputPreview: '' };
  expect([toRunTitle(exampleRun), toRunTitle({ ...untold, taskId: 'T-7' }), toRunTitle(untold)]).toEqual([
    'What is 1 + 1?',
    'Task T-7',
    'Run 00000001',
  ]);
});
