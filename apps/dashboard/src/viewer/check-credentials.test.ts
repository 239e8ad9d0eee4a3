import { expect, test } from 'vitest';

import { checkEmail, checkPassword } from './check-credentials.ts';

test('an e-mail address has something on both sides of its sign', () => {
  expect([' a@b ', 'me@example.com'].map(checkEmail)).toEqual([null, null]);
  expect(['', 'me', 'me@', '@b', 'me @b'].map(checkEmail)).not.toContain(null);
});

test('only a new password has a least length', () => {
  expect(checkPassword('123456789', true)).toBe('Password must have at least 10 characters.');
  expect(checkPassword('1234567890', true)).toBeNull();
  expect(checkPassword('1', false)).toBeNull();
  expect(checkPassword('', false)).toBe('Password must not be empty.');
});
