import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { takePort } from '@signalbox/testing/take-port';

import { readRssMb } from './figures.ts';

/** What people type, so that the server runs as they run it. */
const bootstrap = join(import.meta.dirname, '../../cli/bootstrap/run.mjs');
/** Memory is read this long after the start, when nothing happens any more. */
const idleMs = 10_000;
/** Promised: new data, existing data, idle memory. */
const bounds = { firstMs: 4000, laterMs: 1500, idleMb: { pglite: 300, postgres: 150 } } as const;

/** The newest process below one: the server below npm's bootstrap. */
const findServerPid = (pid: number): number => {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return child === undefined ? pid : findServerPid(Number(child));
};

const measureStart = async (
  settings: Record<string, string>,
): Promise<{ readonly startMs: number; readonly rssMb: number }> => {
  const port = await takePort();
  const startedMs = performance.now();
  const env = { ...process.env, ...settings, PORT: String(port) };
  const child = spawn(process.execPath, [bootstrap, 'start'], { env, stdio: 'ignore' });
  const isReady = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    await delay(10);
  }
  const startMs = Math.round(performance.now() - startedMs);
  await delay(idleMs);
  const rssMb = Math.round(readRssMb(findServerPid(child.pid ?? 0)));
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return { startMs, rssMb };
};

const ratio = (value: number, bound: number): string => `${(value / bound).toFixed(2)} of ${bound}`;

for (const engine of testEngines) {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
  const settings = { SIGNALBOX_DATA_DIR: dataDir, ...(database?.url !== undefined && { DATABASE_URL: database.url }) };
  const first = await measureStart(settings);
  const later = await measureStart(settings);
  console.log(`${engine}\tstart on new data\t${first.startMs} ms\t${ratio(first.startMs, bounds.firstMs)}`);
  console.log(`${engine}\tstart on existing data\t${later.startMs} ms\t${ratio(later.startMs, bounds.laterMs)}`);
  console.log(`${engine}\tidle memory, first start\t${first.rssMb} MB\t${ratio(first.rssMb, bounds.idleMb[engine])}`);
  console.log(`${engine}\tidle memory, later\t${later.rssMb} MB\t${ratio(later.rssMb, bounds.idleMb[engine])}`);
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
}
