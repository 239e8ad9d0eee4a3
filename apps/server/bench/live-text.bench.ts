import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { StartedRun, TextDelta } from '@signalbox/contracts';
import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { takePort } from '@signalbox/testing/take-port';

import { readMessages } from '../prove/read-messages.ts';
import { ServerProcess } from '../prove/servers/server-process.ts';
import { readCpuMs, readRssMb, toPercentile } from './figures.ts';

const seconds = 6;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** How old the newest text of each delta was when it came. */
const watchAges = async (url: string, runId: string, authorization: string): Promise<number[]> => {
  const input = encodeURIComponent(JSON.stringify({ runId, deltas: true }));
  const headers = { authorization, accept: 'text/event-stream' };
  const { body } = await fetch(`${url}/trpc/runs.watch?input=${input}`, { headers });
  const ages: number[] = [];
  if (!body) return ages;
  for await (const { id, event, data } of readMessages(body)) {
    if (event === 'return') break;
    if (event !== undefined || id !== undefined) continue;
    const { text } = TextDelta.parse(JSON.parse(data));
    ages.push(Date.now() - Number(text.trimEnd().split(' ').at(-1)));
  }
  return ages;
};

interface Servers {
  readonly name: string;
  readonly web: ServerProcess;
  readonly worker: ServerProcess;
  readonly dataDir: string;
}

const measure = async ({ name, web, worker, dataDir }: Servers): Promise<void> => {
  const authorization = `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}`;
  const processes = new Set([web, worker]);
  const cpuMs = (): number => [...processes].reduce((sum, { pid }) => sum + readCpuMs(pid), 0);
  for (const [runs, viewers] of [
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 50],
    [20, 0],
    [20, 20],
  ] as const) {
    const before = cpuMs();
    const started = await Promise.all(
      Array.from({ length: runs }, async () =>
        StartedRun.parse(await web.call('mutation', 'runs.start', { message: String(seconds), model: 'clock/clock' })),
      ),
    );
    const watching = Array.from({ length: viewers }, (_, index) =>
      watchAges(web.url, started[index % runs]?.runId ?? '', authorization),
    );
    await delay(seconds * 1000 + 500);
    const ages = (await Promise.all(watching)).flatMap((each) => each.slice(1));
    const share = (cpuMs() - before) / (seconds * 10 + 5);
    write(
      `${name}\t${runs} runs, ${viewers} viewers\tprocessor ${share.toFixed(1)} %\tdeltas ${ages.length}\t` +
        `age p50 ${toPercentile(ages, 0.5)} ms, p95 ${toPercentile(ages, 0.95)} ms\tRSS ${readRssMb(web.pid).toFixed(0)} MB`,
    );
  }
};

for (const engine of testEngines) {
  const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const open = async (role?: 'web' | 'worker'): Promise<ServerProcess> => {
    const server = new ServerProcess({
      dataDir,
      port: await takePort(),
      toolsDir: dataDir,
      databaseUrl: database?.url,
      providerLedger: '',
      program: 'clock-server.ts',
      ...(role && { role }),
    });
    await server.start();
    return server;
  };
  const web = await open(database ? 'web' : undefined);
  const worker = database ? await open('worker') : web;
  const name = database ? 'web and worker on PostgreSQL' : 'one process on PGlite';
  await measure({ name, web, worker, dataDir });
  await Promise.all([...new Set([web, worker])].map((server) => server.kill('SIGTERM')));
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
}
