import { expect, test } from 'vitest';

import { toChange, toPointChange } from './to-change.ts';

test('a count changes by per cent, without a colour', () => {
  expect(toChange({ now: 108, before: 100 })).toEqual({ text: '↑ 8.0%', tone: 'neutral' });
  expect(toChange({ now: 0, before: 3 })).toEqual({ text: '↓ 100%', tone: 'neutral' });
  expect(toChange({ now: 3, before: 3 }).text).toBe('no change');
  expect(toChange({ now: 999, before: 100 }).text).toBe('↑ 899.0%');
  expect(toChange({ now: 233_724, before: 10, good: 'down' })).toEqual({ text: '↑ 23,372×', tone: 'danger' });
});

test('nothing before, or no value, is no change', () => {
  expect([
    toChange({ now: 3, before: 0 }),
    toChange({ now: null, before: 3 }),
    toPointChange({ now: 1, before: null }),
  ]).toEqual(Array.from({ length: 3 }, () => ({ text: '–', tone: 'neutral' })));
});

test('where a direction is good it has a colour', () => {
  expect(toChange({ now: 90, before: 100, good: 'down' })).toEqual({ text: '↓ 10.0%', tone: 'success' });
  expect(toPointChange({ now: 0.9, before: 0.95, good: 'up' })).toEqual({ text: '↓ 5.0 points', tone: 'danger' });
  expect(toPointChange({ now: 0.9, before: 0.9001, good: 'up' }).text).toBe('no change');
});
