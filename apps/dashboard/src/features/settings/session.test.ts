import { expect, test } from 'vitest';

import { parseSession } from './session.ts';

const whole = { id: 'a', token: 'b', createdAt: '2026-11-21T09:00:00Z', expiresAt: '2026-11-28T09:00:00Z' };

test('what is missing in a session is null; what is none is refused', () => {
  expect(parseSession({ ...whole, ipAddress: '', userId: 'c' })).toEqual({
    ...whole,
    userAgent: null,
    ipAddress: null,
  });
  expect([parseSession(null), parseSession({ ...whole, token: 1 })]).toEqual([null, null]);
});
