import type { ApiKey } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toKeyState } from './to-key-state.ts';

const now = new Date(2026, 10, 21, 14).getTime();
const hours = (count: number): string => new Date(now + count * 3_600_000).toISOString();
const key: ApiKey = {
  id: '01a1f000-0000-7000-8000-000000000000',
  name: 'shop',
  prefix: 'sb_12345678',
  scopes: ['run'],
  requestsPerMinute: null,
  createdAt: hours(-100),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

test.for([
  [{}, 'active', 'no expiry'],
  [{ expiresAt: hours(24 * 30) }, 'active', 'until 21 Dec 2026'],
  [{ expiresAt: hours(24 * 7) }, 'ending', 'in 7 d 0 h'],
  [{ expiresAt: hours(0.5) }, 'ending', 'in 30 m 00 s'],
  [{ expiresAt: hours(0) }, 'expired', 'just now'],
  [{ expiresAt: hours(-3), revokedAt: hours(-2) }, 'revoked', '2 h ago'],
] as const)('%j is %s, %s', ([changes, state, when]) => {
  expect(toKeyState({ ...key, ...changes }, now)).toMatchObject({ state, when });
});
