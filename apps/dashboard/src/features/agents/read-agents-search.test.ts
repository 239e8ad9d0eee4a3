import { expect, test } from 'vitest';

import { parseAgentsSearch } from './parse-agents-search.ts';
import { printAgentsSearch, readAgentsSearch } from './read-agents-search.ts';

const all = { q: null, status: null, isArchived: false, project: null, capability: null };

test('filters are read, and their address is the same again', () => {
  const search = { q: '42', status: 'error', archived: 'yes', project: 'shop', capability: 'sums' };
  const choice = { q: '42', status: 'error', isArchived: true, project: 'shop', capability: 'sums' };
  expect(readAgentsSearch(parseAgentsSearch({ ...search, q: 42 }))).toEqual(choice);
  expect(printAgentsSearch(readAgentsSearch(search))).toEqual(search);
});

test('what names nothing filters nothing', () => {
  expect(readAgentsSearch(parseAgentsSearch({ q: '', status: 'odd', archived: 'no', other: 1 }))).toEqual(all);
  expect(readAgentsSearch(parseAgentsSearch(null))).toEqual(all);
  expect(printAgentsSearch({ ...all, q: '' })).toEqual({});
});
