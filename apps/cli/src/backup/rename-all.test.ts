import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { renameAll } from './rename-all.ts';

test('all are renamed, over an empty folder too', async () => {
  const folder = makeTestFolder('rename');
  for (const name of ['a', 'b', 'empty']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'a', 'x'), 'a');
  await renameAll([
    [join(folder, 'a'), join(folder, 'empty')],
    [join(folder, 'b'), join(folder, 'a')],
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['a', 'empty']);
  expect(readdirSync(join(folder, 'empty'))).toEqual(['x']);
});

test('when one can’t be, those before it are as they were', async () => {
  const folder = makeTestFolder('rename');
  writeFileSync(join(folder, 'a'), 'a');
  const refused = renameAll([
    [join(folder, 'a'), join(folder, 'b')],
    [join(folder, 'b'), join(folder, 'c')],
    [join(folder, 'missing'), join(folder, 'd')],
  ]);
  await expect(refused).rejects.toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual(['a']);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('a');
});
