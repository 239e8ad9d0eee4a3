import { expect, test } from 'vitest';

import { parseFirstSteps, printFirstSteps } from './first-steps.ts';

test('what was done is remembered, and whatever else is stored is not', () => {
  const steps = parseFirstSteps('tools odd ask closed');
  expect([...steps.done]).toEqual(['ask', 'tools']);
  expect(steps.isClosed).toBe(true);
  expect(printFirstSteps(steps)).toBe('ask tools closed');
  expect(parseFirstSteps(null)).toEqual({ done: new Set(), isClosed: false });
});
