import { expect, test } from 'vitest';

import { readActivitySearch } from './read-activity-search.ts';

test('an address is read as filters, and what it names wrongly filters nothing', () => {
  expect(readActivitySearch({})).toEqual({});
  expect(
    readActivitySearch({
      q: '  deploy ',
      agent: 'coder',
      status: 'failed',
      intent: 'bugfix',
      from: '2026-03-01T00:00:00Z',
    }),
  ).toEqual({
    search: 'deploy',
    agent: 'coder',
    status: 'failed',
    intent: 'bugfix',
    from: '2026-03-01T00:00:00.000Z',
  });
  expect(readActivitySearch({ q: ' ', status: 'great', intent: 'fun', until: 'soon' })).toEqual({});
  expect(readActivitySearch({ project: 'x'.repeat(300) }).project).toHaveLength(200);
});
