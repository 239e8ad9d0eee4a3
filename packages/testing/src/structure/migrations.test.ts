import { expect, test } from 'vitest';

import { files, readText } from './read-checkout.ts';

const folder = 'packages/database/src/migrations/';
const migrations = files
  .filter((path) => path.startsWith(folder) && !path.endsWith('.test.ts'))
  .map((path) => path.slice(folder.length));

test('a migration is called <date>-<time>-<verb>-<table>', () => {
  const shape =
    /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-(?:[01]\d|2[0-3])[0-5]\d-(?:create|alter|drop|fill|rename)-[a-z]+(?:-[a-z]+)*\.ts$/;
  expect(migrations.length).toBeGreaterThan(0);
  expect(migrations.filter((name) => !shape.test(name))).toEqual([]);
});

test('no two migrations have the same time: their names are their order', () => {
  const times = migrations.map((name) => name.slice(0, 'yyyymmdd-hhmm'.length));
  expect(times).toEqual([...new Set(times)]);
});

test('every migration has an up and no way back', () => {
  const exported = migrations.map((name) =>
    [...readText(`${folder}${name}`).matchAll(/^export const (\w+)/gm)].map((match) => match[1]),
  );
  for (const names of exported) expect(names).toEqual(['up']);
});
