import { gzipSync } from 'node:zlib';

import { expect } from '@playwright/test';

import { test } from './journey.ts';

/** Scripts and styles that the page asks for before it can draw anything. */
const linked = /(?:src|href)="(\/[^"]+\.(?:js|css))"/g;

test('the page comes in at most 150 kB of compressed scripts and styles', async ({ home }) => {
  const { request } = home;
  const html = await (await request.get('/')).text();
  const paths = [...html.matchAll(linked)].map(([, path = '']) => path);
  expect(paths.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(1);
  expect(paths.filter((path) => path.endsWith('.css'))).toHaveLength(1);
  const bodies = await Promise.all(paths.map(async (path) => (await request.get(path)).body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
  expect(bytes).toBeLessThanOrEqual(150_000);
});
