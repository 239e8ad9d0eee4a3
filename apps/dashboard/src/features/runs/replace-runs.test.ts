import { expect, test } from 'vitest';

import { exampleRun } from '../../run-row/example-run.ts';
import { replaceRuns } from './replace-runs.ts';

test('runs change in their places, the gone ones leave, the others stay the same objects', () => {
  const runs = ['a', 'b', 'c', 'd'].map((id) => ({ ...exampleRun, id }));
  const list = {
    pages: [
      { items: runs.slice(0, 2), nextCursor: 'b' },
      { items: runs.slice(2), nextCursor: null },
    ],
    pageParams: ['', 'b'],
  };
  const changed = { ...exampleRun, id: 'c', status: 'failed' as const };
  const { pages, pageParams } = replaceRuns(list, ['b', 'c'], [changed]);
  expect(pages.map(({ items }) => items)).toEqual([[runs[0]], [changed, runs[3]]]);
  expect(pages[0]?.items[0]).toBe(runs[0]);
  expect(pageParams).toEqual(['', 'b']);
});
