import { gzipSync } from 'node:zlib';

import { createGuardedFetch } from '@signalbox/guarded-fetch';
import { createTestContext, type ToolContext } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';

import { httpRequest } from './http-request.tool.ts';
import { openWebServer } from './testing/open-web-server.ts';

type Arguments = Parameters<typeof httpRequest.parse>[0];

const run = async (value: Arguments, context: Partial<ToolContext>): Promise<unknown> => {
  const call = httpRequest.parse(value);
  if (!call.ok) throw new Error(call.message);
  return call.execute(createTestContext(context));
};

test('the effect follows from the method', () => {
  const effects = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'].map((method) => {
    const call = httpRequest.parse({ method, url: 'http://a.example' });
    return call.ok && call.effect;
  });
  expect(effects).toEqual(['read', 'read', 'read', 'idempotent', 'idempotent', 'write', 'write']);
});

test('JSON is parsed, text is text, and what is neither is said to be none', async () => {
  const bodies: Record<string, [string, string | Buffer]> = {
    '/json': ['application/problem+json; charset=utf-8', '{"a":[1]}'],
    '/broken': ['application/json', '{"a":'],
    '/latin': ['text/plain; charset=iso-8859-1', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65])],
    '/odd': ['text/plain; charset=nonsense', 'Grüße'],
    '/png': ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff])],
  };
  const { origin, fetch } = await openWebServer(({ url }, response) => {
    const [type, body] = bodies[url] ?? ['', ''];
    response.writeHead(200, { 'content-type': type, 'x-internal': 'not told', etag: '"1"' }).end(body);
  });
  const get = (path: string) => run({ url: `${origin}${path}` }, { fetch });
  expect(await get('/json')).toMatchObject({ status: 200, url: `${origin}/json`, body: { a: [1] }, bytes: 9 });
  expect(await get('/broken')).toMatchObject({ body: '{"a":' });
  expect(await get('/latin')).toMatchObject({ body: 'Grüße', bytes: 5 });
  expect(await get('/odd')).toMatchObject({ body: 'Grüße' });
  expect(await get('/png')).toEqual({
    status: 200,
    url: `${origin}/png`,
    headers: expect.objectContaining({ 'content-type': 'image/png', etag: '"1"' }),
    bytes: 6,
    body: null,
    note: 'The body is not text (image/png).',
  });
  expect(await get('/json')).not.toMatchObject({ headers: { 'x-internal': 'not told' } });
});

test('a long body is cut, with its true size, and one without end is refused', async () => {
  const { origin, fetch } = await openWebServer(({ url }, response) => {
    if (url === '/long') response.end('é'.repeat(50_000));
    else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(11_000_000)));
  });
  expect(await run({ url: `${origin}/long` }, { fetch })).toMatchObject({
    body: 'é'.repeat(24_000),
    bytes: 100_000,
    note: expect.stringContaining('50000 characters'),
  });
  await expect(run({ url: `${origin}/bomb` }, { fetch })).rejects.toThrow('more than 10000000 bytes');
});

test('a POST carries the call’s key, its body as text or JSON, and the headers given', async () => {
  const { origin, fetch, seen } = await openWebServer((_request, response) => response.writeHead(204).end());
  const post = (value: object) => run({ method: 'POST', url: origin, ...value }, { fetch, idempotencyKey: 'k1' });
  expect(await post({ body: { a: 1 }, headers: { 'X-Key': 'x' } })).toMatchObject({ status: 204, bytes: 0, body: '' });
  await post({ body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  await post({ headers: { 'Idempotency-Key': 'mine' } });
  await run({ method: 'PUT', url: origin, body: 'x' }, { fetch });
  expect(
    seen.map(({ method, body, headers }) => [method, body, headers['content-type'], headers['idempotency-key']]),
  ).toEqual([
    ['POST', '{"a":1}', 'application/json', 'k1'],
    ['POST', 'a=1', 'application/x-www-form-urlencoded', 'k1'],
    ['POST', '', undefined, 'mine'],
    ['PUT', 'x', 'text/plain;charset=UTF-8', undefined],
  ]);
  expect(seen[0]?.headers).toMatchObject({ 'x-key': 'x' });
});

test('what may not be reached is told, and of a write that broke off nothing is claimed', async () => {
  const { origin, fetch } = await openWebServer((_request, response) => response.socket?.destroy());
  const guarded = createGuardedFetch();
  await expect(run({ url: origin }, { fetch: guarded })).rejects.toThrow('SIGNALBOX_ALLOW_ADDRESSES');
  await expect(run({ method: 'POST', url: origin }, { fetch: guarded })).rejects.not.toThrow('is not known');
  await expect(run({ url: origin }, { fetch })).rejects.toThrow(/broke off before its answer was whole\.$/);
  await expect(run({ method: 'POST', url: origin }, { fetch })).rejects.toThrow('Whether it took effect is not known.');
});

test('a call that is over ends its request', async () => {
  const stop = new AbortController();
  const { origin, fetch } = await openWebServer(() => stop.abort(new Error('time over')));
  await expect(run({ url: origin }, { fetch, signal: stop.signal })).rejects.toThrow('time over');
});

test.each([
  [{ headers: { Host: 'internal' } }, 'is set by the server itself'],
  [{ headers: { 'Transfer-Encoding': 'chunked' } }, 'is set by the server itself'],
  [{ headers: { 'Proxy-Authorization': 'x' } }, 'is set by the server itself'],
  [{ headers: { 'x\r\ny': 'x' } }, 'is no name of a header'],
  [{ headers: { x: 'a\r\nHost: b' } }, 'has a sign in it'],
  [{ headers: { x: '€' } }, 'has a sign in it'],
  [{ headers: { x: 'x'.repeat(8001) } }, 'over 8000 characters'],
  [{ headers: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`x-${index}`, ''])) }, 'over 50'],
  [{ body: 'x' }, 'body: does not go with this method'],
  [{ method: 'TRACE' }, 'method'],
  [{ url: 'not an address' }, 'no complete address'],
])('refuses case %$', async (change, reason) => {
  await expect(run({ url: 'http://a.example', ...change }, { fetch: createGuardedFetch() })).rejects.toThrow(reason);
});
