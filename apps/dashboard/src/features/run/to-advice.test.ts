import { expect, test } from 'vitest';

import { toAdvice } from './to-advice.ts';

test('a failed model is put right where it failed: the key, the wait, the words', () => {
  expect(toAdvice('model.failed', 'auth')).toContain('key');
  expect(toAdvice('model.failed', 'network')).toContain('can be reached');
  for (const code of ['rate-limit', 'overloaded', 'timeout', null]) {
    expect(toAdvice('model.failed', code)).toContain('later');
  }
  expect(toAdvice('run.cost-limit', 'auth')).toContain('higher limit');
});

test('an error that nobody has heard of leads to the step', () => {
  expect(toAdvice('run.new-reason', null)).toContain('step that ended it');
});
