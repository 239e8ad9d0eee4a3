import { expect, test } from 'vitest';

import { toReportCurl } from './to-report-curl.ts';

const origin = 'http://127.0.0.1:4000';

test('a report names its agent and version, and its run began now', () => {
  const [address, key, , ...body] = toReportCurl({ origin, agent: 'triage', version: '1.0 b' }).split('\n');
  expect(address).toMatch(/^curl 'http:\/\/127\.0\.0\.1:4000\/api\/v1\/agents\/triage\/versions\/1\.0%20b\/runs' /);
  expect(key).toContain('Bearer $SIGNALBOX_API_KEY"');
  const { created, status } = JSON.parse(body.join('\n').slice("  -d '".length, -1));
  expect(Math.abs(Date.now() - Date.parse(created))).toBeLessThan(60_000);
  expect(status).toBe('completed');
});
