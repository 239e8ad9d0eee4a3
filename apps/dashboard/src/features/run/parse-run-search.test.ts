import { expect, test } from 'vitest';

import { parseRunSearch } from './parse-run-search.ts';

test('a step and a view are read, anything else is left out', () => {
  expect(parseRunSearch({ step: 7, view: 'log' })).toEqual({ step: 7, view: 'log' });
  expect(parseRunSearch({ step: '7', view: 'transcript', other: 1 })).toEqual({ step: 7 });
  for (const step of [0, -1, 1.5, 'x', null, {}, Infinity]) expect(parseRunSearch({ step })).toEqual({});
  expect(parseRunSearch(null)).toEqual({});
});
