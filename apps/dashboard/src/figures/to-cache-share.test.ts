import { emptyUsage } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toCacheShare } from './to-cache-share.ts';

test('what was read from a cache, of all that was read', () => {
  const usage = { ...emptyUsage, inputFresh: 40, inputCacheRead: 50, inputCacheWrite1h: 10, outputText: 900 };
  expect(toCacheShare({ usage })).toBe(0.5);
  expect(toCacheShare({ usage: { ...emptyUsage, outputText: 1 } })).toBeNull();
  expect(toCacheShare({ usage: null })).toBeNull();
});
