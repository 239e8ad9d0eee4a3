import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import { expect, onTestFinished, test } from 'vitest';

import { createAddressRules } from './create-address-rules.ts';
import { checkPeer, type Resolve } from './create-connector.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './create-guarded-fetch.ts';
import {
  BlockedAddressError,
  RedirectError,
  TimedOutError,
  TooLargeError,
  UnreachableError,
} from './guarded-fetch-error.ts';
import { openWebServer, type WebServer } from './testing/open-web-server.ts';

const open = async (answer: RequestListener): Promise<WebServer> => {
  const server = await openWebServer(answer);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

const create = (options: GuardedFetchOptions = {}) => {
  const fetch = createGuardedFetch(options);
  onTestFinished(() => fetch.close());
  return fetch;
};

const toLoopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const sayYes: RequestListener = (_request, response) => response.end('yes');

/** A resolver that gives these answers one after the other. */
const inTurn = (...answers: readonly string[][]): Resolve => {
  const rest = [...answers];
  return async () => (rest.shift() ?? []).map((address) => ({ address, family: 4 }));
};

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://0x7f.0.0.1/',
  'http://0x7f000001/',
  'http://①②⑦.⓪.⓪.①/',
  'http://0.0.0.0/',
  'http://0/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1%25lo]/',
  'http://169.254.169.254/',
  'http://100.100.100.200/',
  'http://192.168.1.1/',
  'http://224.0.0.1/',
  'http://127.0.0.1./',
  'http://127.0\t.0\n.1/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://unix:/var/run/docker.sock:/info',
  'http://a.example/',
  'http://a.example./',
  'http://127.0.0.1.a.example/',
  'http://example.com@127.0.0.1/',
  'http://127.0.0.1\\@example.com/',
  'http://user:password@example.com/',
  'gopher://127.0.0.1:6379/_INFO',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'blob:x',
  'javascript:alert(1)',
  '//127.0.0.1/',
  'x',
])('%j is refused, and nobody is connected to', async (text) => {
  const server = await open(sayYes);
  const fetch = create({ resolve: toLoopback });
  const url = URL.parse(text);
  // at the port where somebody listens, should a connection be made
  if (url?.protocol === 'http:') url.port = String(server.port);
  await expect(fetch(url ?? text)).rejects.toBeInstanceOf(BlockedAddressError);
  await expect(fetch(text)).rejects.toBeInstanceOf(BlockedAddressError);
  expect(server.connections()).toBe(0);
});

test('one forbidden address among the answers of a name refuses all', async () => {
  const server = await open(sayYes);
  const fetch = create({ resolve: inTurn(['93.184.216.34', '127.0.0.1']) });
  await expect(fetch(`http://a.example:${server.port}/`)).rejects.toThrow('a.example leads to 127.0.0.1');
  expect(server.connections()).toBe(0);
});

test('a name that resolves to something else later is refused then: no answer is used that was not checked', async () => {
  const server = await open((_request, response) => response.setHeader('connection', 'close').end('yes'));
  const resolve = inTurn(['127.0.0.1'], ['127.0.0.2']);
  const fetch = create({ allow: ['127.0.0.1'], resolve });
  const url = `http://rebind.example:${server.port}/`;
  expect(await (await fetch(url)).text()).toBe('yes');
  await expect(fetch(url)).rejects.toBeInstanceOf(BlockedAddressError);
});

test('a connection whose other end is forbidden is not used', async () => {
  const server = await open(sayYes);
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const target = { protocol: 'http:', hostname: 'a.example', port: 80 };
  expect(() => checkPeer(createAddressRules([]), target, socket)).toThrow('leads to 127.0.0.1');
  socket.destroy();
});

test('an allowed host answers as with any fetch', async () => {
  const server = await open((request, response) => {
    response.writeHead(
      201,
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['content-type', 'application/json'],
      ].flat(),
    );
    request.setEncoding('utf8').on('data', (text: string) => {
      response.end(JSON.stringify({ text, method: request.method, host: request.headers.host }));
    });
  });
  const fetch = create({ allow: [server.origin] });
  const response = await fetch(`${server.origin}/a?b#c`, {
    method: 'POST',
    body: 'hé',
    headers: { host: 'other.example' },
  });
  expect(response).toMatchObject({ status: 201, ok: true, redirected: false, url: `${server.origin}/a?b#c` });
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.json()).toEqual({ text: 'hé', method: 'POST', host: `127.0.0.1:${server.port}` });
  expect(await (await fetch(new Request(server.origin, { method: 'POST', body: 'x' }))).json()).toMatchObject({
    text: 'x',
  });
});

test('a proxy of the environment is not used, and cookies are not kept', async () => {
  const proxy = await open(sayYes);
  const server = await open((request, response) => response.setHeader('set-cookie', 'a=1').end(request.headers.cookie));
  const before = process.env;
  process.env = { ...before, HTTP_PROXY: proxy.origin, http_proxy: proxy.origin, NODE_USE_ENV_PROXY: '1' };
  onTestFinished(() => void (process.env = before));
  const fetch = create({ allow: ['127.0.0.1'] });
  for (const answer of ['', '']) expect(await (await fetch(server.origin)).text()).toBe(answer);
  expect(proxy.connections()).toBe(0);
});

test('a redirect to a forbidden address is refused before anybody is connected to', async () => {
  const target = await open(sayYes);
  const server = await open((request, response) => {
    const to = decodeURIComponent(request.url?.slice(1) ?? '');
    response.writeHead(302, { location: to }).end();
  });
  const fetch = create({ allow: [server.origin], resolve: toLoopback });
  for (const to of [target.origin, `http://a.example:${target.port}/`, 'file:///etc/passwd', `http://u@127.0.0.1/`]) {
    await expect(fetch(`${server.origin}/${encodeURIComponent(to)}`)).rejects.toBeInstanceOf(BlockedAddressError);
  }
  await expect(fetch(`${server.origin}/http:%2F%2F[`)).rejects.toBeInstanceOf(RedirectError);
  expect(target.connections()).toBe(0);
});

test('across origins only harmless headers go along, within one all do', async () => {
  const seen: object[] = [];
  const note: RequestListener = ({ headers, url, method }, response) => {
    const { authorization, cookie, accept, 'x-api-key': key } = headers;
    seen.push({ url, method, authorization, cookie, key, accept });
    response.writeHead(url === '/end' ? 200 : 307, { location: url === '/' ? '/next' : `${other.origin}/end` }).end();
  };
  const other = await open(note);
  const server = await open(note);
  const fetch = create({ allow: ['127.0.0.1'] });
  const secrets = { authorization: 'Bearer a', cookie: 'b=c', 'x-api-key': 'd' };
  const response = await fetch(server.origin, { headers: { ...secrets, accept: 'text/plain' } });
  expect(response).toMatchObject({ redirected: true, url: `${other.origin}/end` });
  const all = { authorization: 'Bearer a', cookie: 'b=c', key: 'd', accept: 'text/plain', method: 'GET' };
  const none = { authorization: undefined, cookie: undefined, key: undefined };
  expect(seen).toEqual([
    { ...all, url: '/' },
    { ...all, url: '/next' },
    { ...all, ...none, url: '/end' },
  ]);
});

test.each([
  [301, 'POST', 'GET '],
  [302, 'POST', 'GET '],
  [302, 'PUT', 'PUT body'],
  [303, 'PUT', 'GET '],
  [307, 'POST', 'POST body'],
  [308, 'PATCH', 'PATCH body'],
])('a %i turns %s into %s', async (status, method, answer) => {
  const server = await open((request, response) => {
    if (request.url === '/') return response.writeHead(status, { location: '/end' }).end();
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    return request.on('end', () => response.end(`${request.method} ${text}`));
  });
  const fetch = create({ allow: [server.origin] });
  expect(await (await fetch(server.origin, { method, body: 'body' })).text()).toBe(answer);
});

test('at most five redirects are followed, and none when the caller says so', async () => {
  const server = await open((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('there');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  const fetch = create({ allow: [server.origin] });
  expect(await (await fetch(`${server.origin}/5`)).text()).toBe('there');
  await expect(fetch(`${server.origin}/6`)).rejects.toThrow('over 5 times');
  await expect(fetch(`${server.origin}/1`, { redirect: 'error' })).rejects.toBeInstanceOf(RedirectError);
  expect((await fetch(`${server.origin}/1`, { redirect: 'manual' })).status).toBe(302);
});

test('an answer over the limit is cut off, counted after decompression', async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000));
  const server = await open((request, response) => {
    if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    else response.end('x'.repeat(Number(request.url?.slice(1))));
  });
  expect(bomb.length).toBeLessThan(2000);
  const fetch = create({ allow: [server.origin], maxBytes: 2000 });
  expect(await (await fetch(`${server.origin}/2000`)).text()).toHaveLength(2000);
  for (const path of ['2001', 'bomb']) {
    const response = await fetch(`${server.origin}/${path}`);
    await expect(response.text()).rejects.toBeInstanceOf(TooLargeError);
  }
  const tooMuch = fetch(server.origin, { method: 'POST', body: 'x'.repeat(2001) });
  await expect(tooMuch).rejects.toBeInstanceOf(TooLargeError);
});

test('an answer that never ends, or never comes, is given up, and its connection with it', async () => {
  const closed = Promise.withResolvers<void>();
  const server = await open((request, response) => {
    if (request.url === '/silent') return;
    const drip = setInterval(() => response.write('.'), 5);
    response.on('close', () => {
      clearInterval(drip);
      closed.resolve();
    });
  });
  const slow = await create({ allow: [server.origin], wholeMs: 200 })(`${server.origin}/drip`);
  await expect(slow.text()).rejects.toThrow('took over 0.2 s');
  await closed.promise;
  const silent = create({ allow: [server.origin], idleMs: 50 })(`${server.origin}/silent`);
  await expect(silent).rejects.toBeInstanceOf(TimedOutError);
});

test('the caller’s signal ends the request, or the reading of its answer, with its own reason', async () => {
  const server = await open((request, response) => {
    if (request.url === '/half') response.write('half');
  });
  const fetch = create({ allow: [server.origin] });
  const reason = new Error('enough');
  await expect(fetch(server.origin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.connections()).toBe(0);
  const stop = new AbortController();
  const half = await fetch(`${server.origin}/half`, { signal: stop.signal });
  const never = fetch(`${server.origin}/never`, { signal: stop.signal });
  stop.abort(reason);
  await expect(half.text()).rejects.toBe(reason);
  await expect(never).rejects.toBe(reason);
});

test('a server that is not there, is not known or breaks off is told in plain words', async () => {
  const server = await open((request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('short', () => request.socket.destroy());
  });
  const gone = await openWebServer(sayYes);
  await gone[Symbol.asyncDispose]();
  const fetch = create({
    allow: ['127.0.0.1'],
    resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  });
  await expect((await fetch(server.origin)).text()).rejects.toThrow('broke off before its answer was whole');
  await expect(fetch(gone.origin)).rejects.toBeInstanceOf(UnreachableError);
  await expect(fetch('http://nowhere.example/')).rejects.toThrow('nowhere.example was not found');
});
