import { expect, test } from 'vitest';

import { parseAgentSearch } from './parse-agent-search.ts';
import { readAgentSearch } from './read-agent-search.ts';

test('a tab, a version and two versions to compare are read', () => {
  expect(readAgentSearch(parseAgentSearch({ tab: 'versions', version: 'v12', compare: '5-2' }))).toEqual({
    tab: 'versions',
    version: 12,
    compared: [2, 5],
  });
});

test('what can’t be read chooses nothing', () => {
  const nothing = { tab: 'overview', version: null, compared: null };
  expect(readAgentSearch(parseAgentSearch({ tab: 'odd', version: 3, compare: 3 }))).toEqual(nothing);
  for (const compare of ['3-3', '1-2-3', 'a-2', '1.5-2', '0-1', '-']) {
    expect(readAgentSearch({ compare, version: 'v0' })).toEqual(nothing);
  }
});
