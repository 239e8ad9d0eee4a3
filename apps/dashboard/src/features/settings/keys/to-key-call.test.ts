import { expect, test } from 'vitest';

import { toCurl, toTypeScript } from './to-key-call.ts';

const url = 'http://127.0.0.1:4000';

test('a key that runs asks; one that only reads lists', () => {
  expect(toCurl({ key: 'sb_a', scopes: ['run'] }, url)).toBe(
    `curl -s http://127.0.0.1:4000/api/v1/chat \\
  -H 'authorization: Bearer sb_a' \\
  -H 'content-type: application/json' \\
  -d '{"message":"What is 5 + 10, then multiply by 3?"}'`,
  );
  expect(toCurl({ key: 'sb_a', scopes: ['read'] }, url)).toContain("'http://127.0.0.1:4000/api/v1/runs?limit=5'");
  expect(toTypeScript({ key: 'sb_a', scopes: ['run', 'admin'] }, url)).toContain('client.runs.startAndWait(');
  expect(toTypeScript({ key: 'sb_a', scopes: ['read'] }, url)).toContain('client.runs.list.query(');
});

test('a key that only reports reports a run', () => {
  const key = { key: 'sb_a', scopes: ['ingest' as const] };
  expect(toCurl(key, url)).toContain('/api/v1/agents/my-agent/versions/1.0.0/runs');
  expect(toCurl(key, url)).toContain('"Authorization: Bearer sb_a"');
  expect(toTypeScript(key, url)).toContain('client.runs.report.mutate(');
});

test('the key itself stands in no code', () => {
  expect(toTypeScript({ key: 'sb_a', scopes: ['run'] }, url)).not.toContain('sb_a');
});
