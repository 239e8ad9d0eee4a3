import { SignalboxError } from '@signalbox/client';
import { expect, test } from 'vitest';

import { untilAllowed } from './until-allowed.ts';

const busy = (retryAfterMs: number) =>
  new SignalboxError({ code: 'request.rate-limited', message: 'Too many.', httpStatus: 429, retryAfterMs });

test('waits as long as the server says and tries again; other failures are thrown', async () => {
  let tries = 0;
  const startMs = performance.now();
  const answer = await untilAllowed(async () => {
    tries += 1;
    if (tries < 3) throw busy(20);
    return 'done';
  });
  expect([answer, tries]).toEqual(['done', 3]);
  expect(performance.now() - startMs).toBeGreaterThan(35);
  const failed = new SignalboxError({ code: 'run.not-found', message: 'None.' });
  await expect(untilAllowed(() => Promise.reject(failed))).rejects.toBe(failed);
  const wait = untilAllowed(() => Promise.reject(busy(60_000)), AbortSignal.timeout(10));
  await expect(wait).rejects.toThrow(/abort/i);
});
