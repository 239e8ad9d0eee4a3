import { expect, test } from 'vitest';

import { toBranch } from './to-branch.ts';

const toRuns = (...edges: readonly string[]) =>
  edges.map((edge) => ({ id: edge.slice(-1), previousRunId: edge.length > 1 ? edge.slice(0, 1) : null }));

const pathOf = (edges: readonly string[], chosen: string | null): string =>
  toBranch(toRuns(...edges), chosen)
    .map(({ run, siblings }) => (siblings.length > 1 ? `${run.id}(${siblings.map(({ id }) => id).join('')})` : run.id))
    .join(' ');

// a → b → c, b again as d, d → e, a again as f
const tree = ['a', 'ab', 'bc', 'ad', 'de', 'f'] as const;

test('without a choice the way leads to the newest run', () => {
  expect(pathOf(['a', 'ab', 'bc'], null)).toBe('a b c');
  expect(pathOf(tree, null)).toBe('f(af)');
  expect(pathOf(tree, 'gone')).toBe('f(af)');
  expect(pathOf([], null)).toBe('');
});

test('a chosen run is gone on from to the newest run below it', () => {
  expect(pathOf(tree, 'b')).toBe('a(af) b(bd) c');
  expect(pathOf(tree, 'c')).toBe('a(af) b(bd) c');
  expect(pathOf(tree, 'd')).toBe('a(af) d(bd) e');
  expect(pathOf(tree, 'a')).toBe('a(af) d(bd) e');
});

test('a way whose beginning is not there begins where it is', () => {
  expect(pathOf(['xb', 'bc', 'xd'], 'b')).toBe('b(bd) c');
});
