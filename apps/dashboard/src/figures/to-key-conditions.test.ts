import { expect, test } from 'vitest';

import { toKeyConditions } from './to-key-conditions.ts';

test('a key is a condition of the list; what has no name of its own is none', () => {
  expect(toKeyConditions('model', 'openai/gpt-5.1')).toEqual({ model: 'openai/gpt-5.1' });
  expect(toKeyConditions('version', '01900000-0000-7000-8000-000000000003 12')).toEqual({
    agent: '01900000-0000-7000-8000-000000000003',
    version: '12',
  });
  expect([toKeyConditions('project', ''), toKeyConditions('agent', 'other'), toKeyConditions('agent', null)]).toEqual([
    null,
    null,
    null,
  ]);
});
