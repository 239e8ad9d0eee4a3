import { expect, test } from 'vitest';

import { findKeyFaults, type KeyDraft, toKeyChange, toKeyDraft, toKeyFaults, toNewKey } from './key-draft.ts';

const now = new Date(2026, 10, 21, 14).getTime();
const draft: KeyDraft = { ...toKeyDraft(null), name: 'shop' };

test('a new key lasts 90 days unless told, and has the usual limits', () => {
  const expiresAt = new Date(now + 90 * 86_400_000).toISOString();
  expect(toNewKey(draft, now)).toEqual({ name: 'shop', scopes: ['run'], expiresAt, requestsPerMinute: null });
  expect(toNewKey({ ...draft, expiry: 'never', requestsPerMinute: ' 50 ' }, now)).toMatchObject({
    expiresAt: null,
    requestsPerMinute: 50,
  });
});

test('a day counts to its end where the browser is', () => {
  const today = { ...draft, expiry: 'day', day: '2026-11-21' } as const;
  expect(findKeyFaults(today, now)).toEqual({});
  expect(toNewKey(today, now).expiresAt).toBe(new Date(2026, 10, 21, 23, 59, 59).toISOString());
});

test('what is wrong stands at its field', () => {
  const wrong: KeyDraft = { ...draft, name: ' ', expiry: 'day', day: '2026-11-20', requestsPerMinute: '1.5' };
  expect(Object.keys(findKeyFaults(wrong, now))).toEqual(['name', 'day', 'requestsPerMinute']);
  expect(findKeyFaults({ ...draft, expiry: 'day' }, now)).toHaveProperty('day');
  expect(toKeyFaults([{ path: 'expiresAt', message: 'must be in the future' }])).toEqual({
    day: 'Expiry must be in the future.',
  });
});

test('a change leaves the end as it is unless told', () => {
  const known = {
    id: '01a1f000-0000-7000-8000-000000000000',
    name: 'shop',
    prefix: 'sb_12345678',
    scopes: ['admin' as const, 'run' as const],
    requestsPerMinute: 5,
    createdAt: '2026-11-20T00:00:00.000Z',
    expiresAt: '2026-11-28T00:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
  };
  const changed = toKeyDraft(known);
  expect(changed.scope).toBe('admin');
  expect(toKeyChange(changed, now)).toEqual({ name: 'shop', requestsPerMinute: 5 });
  expect(toKeyChange({ ...changed, expiry: 'never' }, now)).toMatchObject({ expiresAt: null });
});
