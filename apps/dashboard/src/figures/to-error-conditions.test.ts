import { expect, test } from 'vitest';

import { toErrorConditions } from './to-error-conditions.ts';

test('an error is found by its code and the beginning of its message, in one line', () => {
  const message = `Line 7:\r\n\tno answer ${'🙂'.repeat(400)}`;
  expect(toErrorConditions({ code: 'reported', message })).toEqual({
    status: 'failed',
    error: 'reported',
    'error-message': `Line 7: no answer ${'🙂'.repeat(280)}`,
  });
});
