import { once } from 'node:events';
import { createServer } from 'node:http';
import { inspect } from 'node:util';

import { TRPCClientError } from '@trpc/client';
import { expect, onTestFinished, test } from 'vitest';

import { createSignalboxClient, type SignalboxClient } from './create-signalbox-client.ts';
import { isSignalboxError } from './signalbox-error.ts';

/** A client of something that answers every request with this, or never. */
const openClient = async (answer?: { readonly status: number; readonly body: string }): Promise<SignalboxClient> => {
  const server = createServer((_, response) => {
    if (!answer) return;
    const type = answer.body.startsWith('[') ? 'application/json' : 'text/html';
    response.writeHead(answer.status, { 'content-type': type }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return createSignalboxClient({ url: `http://127.0.0.1:${port}`, apiKey: 'k' });
};

const refusal = (data: object): string => JSON.stringify([{ error: { code: -32_000, message: 'No.', data } }]);
const errorOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

test('a refusal has the code, the request and what is wrong, and is told apart by its code', async () => {
  const issues = [{ path: 'limit', message: 'must be at most 100' }];
  const data = { httpStatus: 400, appCode: 'request.invalid', requestId: 'r1', issues };
  const { runs } = await openClient({ status: 400, body: refusal(data) });
  const error = await errorOf(runs.list.query({}));
  const fields = { name: 'SignalboxError', message: 'No.', code: 'request.invalid', requestId: 'r1', httpStatus: 400 };
  expect(error).toMatchObject({ ...fields, issues });
  expect(isSignalboxError(error)).toBe(true);
  expect(isSignalboxError(error, 'run.not-found', 'request.invalid')).toBe(true);
  expect(isSignalboxError(error, 'run.not-found')).toBe(false);
  expect(isSignalboxError(new Error('request.invalid'))).toBe(false);
  // React Query's and tRPC's own tools look for this
  expect(error).toBeInstanceOf(TRPCClientError);
  expect(inspect(error)).not.toContain('-32000');
});

test('too many requests say when to come back', async () => {
  const data = { httpStatus: 429, appCode: 'request.rate-limited', requestId: 'r1', issues: [], retryAfterMs: 900 };
  const { runs } = await openClient({ status: 429, body: refusal(data) });
  const error = await errorOf(runs.start.mutate({ message: 'Hello' }));
  if (!isSignalboxError(error, 'request.rate-limited')) throw new Error('not narrowed', { cause: error });
  const wait: number = error.retryAfterMs;
  expect(wait).toBe(900);
});

test('a code of a newer server is server.internal', async () => {
  const { runs } = await openClient({ status: 409, body: refusal({ httpStatus: 409, appCode: 'run.odd' }) });
  expect(await errorOf(runs.list.query({}))).toMatchObject({ code: 'server.internal', requestId: null, issues: [] });
});

test('what is no answer of a Signalbox server is connection.failed', async () => {
  const { runs } = await openClient({ status: 502, body: '<h1>Bad gateway</h1>' });
  const error = await errorOf(runs.list.query({}));
  expect(error).toMatchObject({ code: 'connection.failed', requestId: null, httpStatus: 502 });
  expect(error).toMatchObject({
    message: expect.stringMatching(/^http\S+ answered 502, and not as a Signalbox server/),
  });
  const closed = createSignalboxClient({ url: 'http://127.0.0.1:1', apiKey: 'k' });
  expect(await errorOf(closed.runs.list.query({}))).toMatchObject({ code: 'connection.failed' });
});

test('a wrong address fails, rather than being tried for ever', async () => {
  const { runs } = await openClient({ status: 404, body: 'Not found' });
  const error = await errorOf(runs.stream('01a1ff35-781a-7000-bea2-2e94fc6946d4').next());
  expect(error).toMatchObject({ code: 'connection.failed', httpStatus: 404 });
  expect(await errorOf(runs.wait('01a1ff35-781a-7000-bea2-2e94fc6946d4'))).toMatchObject({ httpStatus: 404 });
  const heard = Promise.withResolvers<unknown>();
  runs.watch.subscribe({ runId: '01a1ff35-781a-7000-bea2-2e94fc6946d4' }, { onError: heard.resolve });
  expect(isSignalboxError(await heard.promise, 'connection.failed')).toBe(true);
});

test('a call that its caller aborts is call.aborted, with the reason', async () => {
  const { runs } = await openClient();
  const error = await errorOf(runs.list.query({}, { signal: AbortSignal.timeout(50) }));
  expect(error).toMatchObject({ code: 'call.aborted', cause: { name: 'TimeoutError' } });
});
