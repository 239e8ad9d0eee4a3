import { expect, test } from 'vitest';

import { readAnalyticsSearch } from './read-analytics-search.ts';

test('what an address asks for', () => {
  expect(readAnalyticsSearch({})).toEqual({ measure: 'runs', by: 'agent', form: 'bars' });
  expect(readAnalyticsSearch({ measure: 'cost', by: 'model', form: 'lines' })).toEqual({
    measure: 'cost',
    by: 'model',
    form: 'lines',
  });
});

test('what does not add up is not stacked, and tools cost nothing', () => {
  expect(readAnalyticsSearch({ measure: 'p95', form: 'bars' }).form).toBe('lines');
  expect(readAnalyticsSearch({ measure: 'cost', by: 'tool' }).measure).toBe('runs');
  expect(readAnalyticsSearch({ measure: 'constructor', by: 'odd' })).toMatchObject({ measure: 'runs', by: 'agent' });
});
