import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { loadSecret } from './load-secret.ts';

test('a secret is made once, for the owner of the process only', () => {
  const folder = makeTestFolder('secret');
  const secret = loadSecret(folder, 'one');
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(loadSecret(folder, 'one')).toBe(secret);
  expect(loadSecret(folder, 'two')).not.toBe(secret);
  expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).toSorted()).toEqual(['one', 'two']);
});

test('a file that was cut short is refused: an empty token would let anybody in', () => {
  const folder = makeTestFolder('secret');
  writeFileSync(join(folder, 'cli-token'), '\n');
  expect(() => loadSecret(folder, 'cli-token')).toThrow('does not hold a whole secret');
});
