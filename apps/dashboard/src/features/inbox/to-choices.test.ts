import { expect, test } from 'vitest';

import { toChoices } from './to-choices.ts';

const decisionsOf = (question: Parameters<typeof toChoices>[0]): string[] =>
  toChoices(question).map(({ label, confirmation }) => `${label}${confirmation ? '?' : ''}`);

test('an unknown outcome: it happened, run it, stop; a write is confirmed and warns that it may happen twice', () => {
  const question = { reason: 'unknown-outcome', tool: 'send_mail', effect: 'write' } as const;
  expect(decisionsOf(question)).toEqual(['It happened', 'It did not, run it now?', 'Stop the run']);
  expect(toChoices(question)[1]?.confirmation?.body).toContain('it happens a second time');
  expect(decisionsOf({ ...question, effect: 'idempotent' })[1]).toBe('It did not, run it now');
});

test('an approval: run it or stop, and nothing has happened that could happen twice', () => {
  const question = { reason: 'approval-required', tool: 'send_mail', effect: 'write' } as const;
  expect(decisionsOf(question)).toEqual(['Run it now?', 'Stop the run']);
  expect(toChoices(question)[0]?.consequence).toBe('send_mail runs now with these arguments, then the agent goes on.');
});
