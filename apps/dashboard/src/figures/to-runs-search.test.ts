import { expect, test } from 'vitest';

import { toRunsSearch } from './to-runs-search.ts';

const span = { from: '2026-11-21T00:00:00.000Z', until: '2026-11-21T14:03:00.000Z' };

test('a list has the conditions and the time of its figure; a range that goes on has no end', () => {
  expect(toRunsSearch({ range: { word: 'today' }, span }, { status: 'failed' })).toEqual({
    status: 'failed',
    from: span.from,
  });
  expect(toRunsSearch({ range: { span }, span }, {}, 3)).toEqual({ ...span, gone: '3' });
});
