import { expect, test } from 'vitest';

import { formatTokens } from './format-tokens.ts';

test('input and output are apart', () => {
  expect(formatTokens(9000, 3843)).toBe('9,000 in · 3,843 out');
});
