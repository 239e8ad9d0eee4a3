import { expect, test } from 'vitest';

import { printRange, readRange } from './read-range.ts';

test('a word, a span of its own, and what can’t be read', () => {
  const span = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' };
  expect(readRange({ range: '7d' })).toEqual({ word: '7d' });
  expect(readRange({ range: '7d', ...span })).toEqual({ span });
  expect(readRange({})).toEqual({ word: 'today' });
  expect(readRange({ range: 'ever', from: span.until, until: span.from }, '30d')).toEqual({ word: '30d' });
  expect(readRange({ from: '2020-01-01', until: '2026-01-01' })).toEqual({ word: 'today' });
});

test('an address says the same again', () => {
  for (const search of [{ range: '1h' }, { from: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' }]) {
    expect(printRange(readRange(search))).toEqual(search);
  }
});
