import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { watchFolder } from './watch-folder.ts';

const newFolder = (): string => makeTestFolder('watch');

test('a file that is written, changed or removed is a change', async () => {
  const folder = newFolder();
  let changed = Promise.withResolvers<void>();
  const stop = watchFolder(folder, async () => {
    changed.resolve();
  });
  const file = join(folder, 'a');
  for (const change of [() => writeFileSync(file, 'a'), () => writeFileSync(file, 'b'), () => rmSync(file)]) {
    changed = Promise.withResolvers();
    change();
    await changed.promise;
  }
  await expect(stop()).resolves.toBeUndefined();
});

test('calls never overlap, and the end waits for the one under way', async () => {
  const folder = newFolder();
  const [began, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const log: string[] = [];
  const stop = watchFolder(folder, async () => {
    log.push('begin');
    began.resolve();
    await mayEnd.promise;
    log.push('end');
  });
  writeFileSync(join(folder, 'a'), 'a');
  await began.promise;
  const stopped = stop().then(() => log.push('stopped'));
  writeFileSync(join(folder, 'b'), 'b');
  mayEnd.resolve();
  await stopped;
  expect(log).toEqual(['begin', 'end', 'stopped']);
});

test('a folder that goes away or never was ends nothing', async () => {
  const gone = newFolder();
  const stops = [gone, join(gone, 'never')].map((folder) => watchFolder(folder, async () => undefined));
  rmSync(gone, { recursive: true });
  mkdirSync(gone);
  await expect(Promise.all(stops.map((stop) => stop()))).resolves.toHaveLength(2);
});
