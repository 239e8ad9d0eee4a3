import { expect, test } from 'vitest';

import { formatBytes } from './format-bytes.ts';

test.for([
  [0, '0 B'],
  [999, '999 B'],
  [1234, '1.2 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [999_949_999, '999.9 MB'],
  [48_200_000_000, '48.2 GB'],
] as const)('%d bytes are %s', ([bytes, text]) => {
  expect(formatBytes(bytes)).toBe(text);
});
