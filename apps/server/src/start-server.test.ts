import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { openTestDatabase, type TestDatabase, testEngines } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { takePort } from '@signalbox/testing/take-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

const absentDatabase = 'postgres://nobody@127.0.0.1:1/none';

const newDataDir = (): string => makeTestFolder('start');

const start = (dataDir: string, environment: Record<string, string>): Promise<RunningServer> => {
  const quiet = { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0', LOG_LEVEL: 'silent' };
  return startServer(readConfig([], { PORT: '0', SIGNALBOX_DATA_DIR: dataDir, ...quiet, ...environment }));
};

const statusOf = async (server: RunningServer, path: string): Promise<number> =>
  (await fetch(`${server.url}${path}`)).status;

/** A way to a database server that can be closed and opened. */
class Gate {
  readonly port: number;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(port: number, target: URL) {
    this.port = port;
    this.#target = target;
  }

  async open(): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect(Number(this.#target.port || 5432), this.#target.hostname);
      for (const socket of [near, far]) this.#sockets.add(socket.on('error', () => socket.destroy()));
      near.pipe(far).pipe(near);
    }).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  close(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}

describe.each(testEngines.filter((engine) => engine === 'postgres'))('on %s', (engine) => {
  let database: TestDatabase;
  let databaseUrl: string;

  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    databaseUrl = database.url ?? '';
  });
  afterAll(() => database.close());

  test('a web process and a worker process share the work; the worker serves probes only', async () => {
    const dataDir = newDataDir();
    const web = await start(dataDir, { DATABASE_URL: databaseUrl, SIGNALBOX_ROLE: 'web' });
    const worker = await start(dataDir, { DATABASE_URL: databaseUrl, SIGNALBOX_ROLE: 'worker' });
    await Promise.all([web.ready, worker.ready]);
    const authorization = `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}`;
    const chat = async (): Promise<unknown> => {
      const answer = await fetch(`${web.url}/api/v1/chat`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ message: '2 + 3' }),
      });
      return answer.json();
    };
    expect(await chat()).toMatchObject({ status: 'completed' });
    const scrape = async ({ url }: RunningServer): Promise<string> =>
      (await fetch(`${url}/metrics`, { headers: { authorization } })).text();
    expect(await scrape(worker)).toContain('signalbox_runs_ended_total{status="completed"} 1');
    expect(await scrape(web)).not.toContain('signalbox_runs_ended_total{');
    expect(await statusOf(worker, '/readyz')).toBe(200);
    const elsewhere = await fetch(`${worker.url}/api/v1/runs`);
    expect(elsewhere.status).toBe(404);
    expect(z.object({ error: z.object({ code: z.string() }) }).parse(await elsewhere.json()).error.code).toBe(
      'request.not-found',
    );
    const webStopped = web.stop();
    // whoever stands before it looks here, and meanwhile still sends requests
    expect(await statusOf(web, '/readyz')).toBe(503);
    expect(await chat()).toMatchObject({ status: 'completed' });
    await Promise.all([webStopped, worker.stop()]);
  }, 30_000);

  test('a database that is away at the start, and again later, is found when it is back (D7)', async () => {
    const target = new URL(databaseUrl);
    const gate = new Gate(await takePort(), target);
    const through = new URL(databaseUrl);
    through.host = `127.0.0.1:${gate.port}`;
    const server = await start(newDataDir(), { DATABASE_URL: through.href });
    expect([await statusOf(server, '/healthz'), await statusOf(server, '/readyz')]).toEqual([200, 503]);
    await gate.open();
    await server.ready;
    expect(await statusOf(server, '/readyz')).toBe(200);
    gate.close();
    expect([await statusOf(server, '/healthz'), await statusOf(server, '/readyz')]).toEqual([200, 503]);
    const signIn = (): Promise<Response> =>
      fetch(`${server.url}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body: JSON.stringify({ email: 'signe@example.com', password: 'long enough 1' }),
      });
    const away = await signIn();
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1']);
    await gate.open();
    await expect.poll(() => statusOf(server, '/readyz'), { timeout: 10_000 }).toBe(200);
    expect((await signIn()).status).toBe(401);
    await server.stop();
    gate.close();
  }, 30_000);
});

test('with the database away it asks to come back, and can be stopped', async () => {
  const server = await start(newDataDir(), { DATABASE_URL: absentDatabase });
  const response = await fetch(`${server.url}/api/v1/runs`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await response.json()).toMatchObject({ error: { code: 'database.unavailable' } });
  await server.stop();
  await expect(server.ready).rejects.toThrow('does not answer');
});

test('a request that had begun when the server was told to stop is answered as any other', async () => {
  const server = await start(newDataDir(), { DATABASE_URL: absentDatabase });
  const { host, port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /healthz HTTP/1.1\r\n');
  // asked later and answered: the beginning has been read
  expect(await statusOf(server, '/healthz')).toBe(200);
  const stopped = server.stop();
  const isRefused = (): Promise<boolean> =>
    statusOf(server, '/healthz').then(
      () => false,
      () => true,
    );
  await expect.poll(isRefused).toBe(true);
  socket.write(`Host: ${host}\r\n\r\n`);
  const [answer] = z.tuple([z.instanceof(Buffer)]).parse(await once(socket, 'data'));
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});
