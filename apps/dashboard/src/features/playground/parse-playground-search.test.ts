import { expect, test } from 'vitest';

import { parsePlaygroundSearch } from './parse-playground-search.ts';

test('known choices are taken, a number as its text, the rest is left out', () => {
  expect(parsePlaygroundSearch({ run: 'r', agent: 12, model: 'demo/demo', columns: 'a,b', other: 'x' })).toEqual({
    run: 'r',
    agent: '12',
    model: 'demo/demo',
    columns: 'a,b',
  });
  expect(parsePlaygroundSearch({ run: '', agent: ['a'], model: 'm'.repeat(201) })).toEqual({});
  expect(parsePlaygroundSearch(null)).toEqual({});
});
