import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { digestOf } from './build-dashboard.mjs';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a build is stale after a change, a new file or a deletion, not after a test or generated routes', () => {
  mkdirSync(join(folder, 'pages'));
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('main.tsx', 'one');
  const first = digestOf([folder]);

  write('main.test.tsx', 'a test');
  write('routeTree.gen.ts', 'generated');
  expect(digestOf([folder])).toBe(first);

  write('main.tsx', 'two');
  const changed = digestOf([folder]);
  write('pages/runs.tsx', 'a page');
  const added = digestOf([folder]);
  expect(new Set([first, changed, added]).size).toBe(3);

  rmSync(join(folder, 'pages', 'runs.tsx'));
  expect(digestOf([folder])).toBe(changed);
});
