import { expect, test } from 'vitest';

import { toSortedWords } from './to-sorted-words.ts';

test('words stand once each, in the order of the alphabet, and nothing is no word', () => {
  expect(toSortedWords(['site', '', 'Émile', 'billing', 'site', 'Zoo'])).toEqual(['billing', 'Émile', 'site', 'Zoo']);
});
