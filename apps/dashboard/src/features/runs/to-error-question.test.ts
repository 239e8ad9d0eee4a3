import { expect, test } from 'vitest';

import { toErrorQuestion } from './to-error-question.ts';

const now = { nowMs: Date.parse('2026-11-21T14:02:11.300Z'), timeZone: 'UTC' };

test('the filters that groups know narrow them; the others are named', () => {
  const { input, ignored } = toErrorQuestion(
    [
      { key: 'status', text: 'failed' },
      { key: 'agent', text: 'triage' },
      { key: 'source', text: 'api' },
      { key: 'range', text: 'today' },
    ],
    now,
  );
  expect(input).toMatchObject({ agent: 'triage', from: '2026-11-21T00:00:00.000Z', until: '2026-11-21T14:03:00.000Z' });
  expect(ignored).toEqual([{ key: 'source', text: 'api' }]);
});

test('without a time they are of the last 30 days', () => {
  expect(toErrorQuestion([], now).input.from).toBe('2026-10-23T00:00:00.000Z');
});
