import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';

import { newId, RunEvent, type RunEventDraft, WatchRunInput } from '@signalbox/contracts';
import { initTRPC, tracked, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { afterEach, expect, test } from 'vitest';

import { createSignalboxClient } from './create-signalbox-client.ts';
import { SignalboxError } from './signalbox-error.ts';
import { watchRun } from './watch-run.ts';

const runId = newId();

/** A log that grows, and a server that streams it after any seq, as the real one does. */
const openServer = async () => {
  const log: RunEvent[] = [];
  const requests: { url: string; authorization: string | undefined }[] = [];
  let wake = Promise.withResolvers<void>();
  const append = (draft: RunEventDraft): void => {
    log.push(RunEvent.parse({ ...draft, seq: log.length + 1, epoch: 1, at: new Date(0).toISOString() }));
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const t = initTRPC.context<{ key: string | undefined }>().create({
    errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, appCode: 'run.not-found', requestId: 'r1' } }),
  });
  const watch = t.procedure.input(WatchRunInput).subscription(async function* ({ input, signal }) {
    if (input.runId !== runId) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such run.' });
    const isCut = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    let seq = Number(input.lastEventId ?? 0);
    for (;;) {
      if (signal?.aborted === true) return;
      const news = wake.promise;
      for (const event of log.slice(seq)) {
        seq = event.seq;
        yield tracked(String(seq), event);
        if (event.type === 'run-end') return;
      }
      if (log.length === seq) await Promise.race([news, isCut]);
    }
  });
  const router = t.router({ runs: t.router({ watch }) });
  const handle = createHTTPHandler({
    router,
    basePath: '/trpc/',
    createContext: ({ req }) => ({ key: req.headers.authorization }),
  });
  const sockets = new Set<Socket>();
  const answers: number[] = [];
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
      const status = answers.shift();
      if (status === undefined) handle(request, response);
      else response.writeHead(status).end();
    });
    server.on('connection', (socket) => sockets.add(socket));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const stop = async (): Promise<void> => {
    const isClosed = once(server, 'close');
    server.close();
    cut();
    await isClosed;
  };
  const start = async (): Promise<void> => {
    server = await listen(port);
  };
  return { url: `http://127.0.0.1:${port}`, append, requests, answers, cut, start, stop };
};

let stopServer: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stopServer?.();
  stopServer = undefined;
});

const open = async () => {
  const server = await openServer();
  stopServer = server.stop;
  return { server, client: createSignalboxClient({ url: server.url, apiKey: 'secret-key' }) };
};

const collect = async (events: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const all: RunEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};

const by = { kind: 'local', id: 'cli', name: 'cli' } as const;
const request: RunEventDraft = { type: 'user-request', payload: { text: 'Hello', by } };
const resume: RunEventDraft = { type: 'run-resume', payload: { reason: 'crash', recoveries: 1 } };
const end: RunEventDraft = { type: 'run-end', payload: { status: 'completed' } };

test('gives what the log has, then what comes, and ends with run-end', async () => {
  const { server, client } = await open();
  server.append(request);
  const seqs: number[] = [];
  for await (const event of watchRun(client, runId)) {
    seqs.push(event.seq);
    if (event.seq < 3) server.append(event.seq === 2 ? end : resume);
  }
  expect(seqs).toEqual([1, 2, 3]);
});

test('loses and doubles nothing over twenty cuts, each in the middle of the stream', async () => {
  const { server, client } = await open();
  for (let count = 0; count < 5; count += 1) server.append(resume);
  const seqs: number[] = [];
  for await (const event of watchRun(client, runId)) {
    seqs.push(event.seq);
    if (seqs.length < 100) server.append(resume);
    if (seqs.length % 5 === 0) server.cut();
    if (seqs.length === 100) server.append(end);
  }
  expect(seqs).toEqual(Array.from({ length: 105 }, (_, index) => index + 1));
  expect(server.requests.length).toBeGreaterThan(20);
}, 20_000);

test('comes back to a server that was away, answered 503, and says so', async () => {
  const { server, client } = await open();
  server.append(request);
  const changes: boolean[] = [];
  const seqs: number[] = [];
  const onConnectionChange = (isConnected: boolean): number => changes.push(isConnected);
  for await (const event of watchRun(client, runId, { onConnectionChange })) {
    seqs.push(event.seq);
    if (event.seq > 1) continue;
    await server.stop();
    server.append(end);
    server.answers.push(503);
    setTimeout(() => void server.start(), 300);
  }
  expect(seqs).toEqual([1, 2]);
  expect([changes[0], changes[1], changes.at(-1)]).toEqual([true, false, true]);
});

test('begins after the last event the viewer has', async () => {
  const { server, client } = await open();
  server.append(request);
  server.append(end);
  const events = await collect(watchRun(client, runId, { lastEventId: '1' }));
  expect(events.map((event) => event.type)).toEqual(['run-end']);
});

test('sends the key in a header, never in an address', async () => {
  const { server, client } = await open();
  server.append(end);
  await collect(watchRun(client, runId));
  expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer secret-key']);
  expect(server.requests.some(({ url }) => url.includes('secret-key'))).toBe(false);
});

test('throws what the server refuses, with its code and request id', async () => {
  const { client } = await open();
  const error = await collect(watchRun(client, newId())).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(SignalboxError);
  expect(error).toMatchObject({ code: 'run.not-found', requestId: 'r1', message: 'There is no such run.' });
});

test('ends without an error when it is aborted', async () => {
  const { server, client } = await open();
  server.append(request);
  const stop = new AbortController();
  const seqs: number[] = [];
  for await (const event of watchRun(client, runId, { signal: stop.signal })) {
    seqs.push(event.seq);
    stop.abort();
  }
  expect(seqs).toEqual([1]);
});
