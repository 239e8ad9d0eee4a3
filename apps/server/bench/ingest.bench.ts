import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreatedApiKey, ReportedRuns } from '@signalbox/contracts';
import { copyReportedRuns, openTestDatabase, testEngines } from '@signalbox/database/testing';
import { takePort } from '@signalbox/testing/take-port';

import { ServerProcess } from '../prove/servers/server-process.ts';
import { readCpuMs, readRssMb, toPercentile } from './figures.ts';

/** Promised of reports over HTTP, as shares of a bare COPY of the same rows, and the slowest but one in a hundred. */
const bounds = { 500: 0.45, 100: 0.35, p99Ms: 100 } as const;
const totalRows = 40_000;
const warmUpRows = 4000;
/** Rows on their way at once: more would only wait. */
const rowsUnderWay = 1000;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

let sent = 0;
const toRow = () => {
  const number = (sent += 1);
  return {
    id: number,
    task_id: Math.floor(number / 3),
    created: new Date(Date.now() - (number % 86_400) * 1000).toISOString(),
    status: number % 10 === 0 ? 'failed' : 'completed',
    time_taken: `${number % 50}.${number % 10}s`,
    initiator: `user${number % 100}`,
    tools: ['search', `tool-${number % 20}`],
    models: [{ name: `model-${number % 5}`, input_tokens: 900 + (number % 200), output_tokens: number % 300 }],
    cost: (number % 1000) / 10_000,
  };
};

/** Sends the rows in reports of a size, each client its next when the last is answered. */
const report = async ({ url }: ServerProcess, key: string, { size, rows }: { size: number; rows: number }) => {
  const bodies = Array.from({ length: rows / size }, () =>
    JSON.stringify({ runs: Array.from({ length: size }, toRow) }),
  );
  const waiting = bodies.values();
  const latenciesMs: number[] = [];
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const client = async (): Promise<void> => {
    for (const body of waiting) {
      const beganMs = performance.now();
      const response = await fetch(`${url}/api/v1/agents/bench/versions/1.0/runs`, { method: 'POST', headers, body });
      const { accepted } = ReportedRuns.parse(await response.json());
      if (accepted !== size) throw new Error(`${accepted} of ${size} rows were stored.`);
      latenciesMs.push(performance.now() - beganMs);
    }
  };
  const startMs = performance.now();
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(rowsUnderWay / size)) }, client));
  return { latenciesMs, perSecond: (rows * 1000) / (performance.now() - startMs) };
};

for (const engine of testEngines) {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
  const server = new ServerProcess({
    dataDir,
    toolsDir: join(dataDir, 'tools'),
    providerLedger: join(dataDir, 'ledger'),
    port: await takePort(),
    databaseUrl: database?.url,
  });
  for (const size of [500, 100] as const) {
    await server.start();
    const input = { name: `Bench ${size}`, scopes: ['ingest'], requestsPerMinute: 1_000_000 };
    const { key } = CreatedApiKey.parse(await server.call('mutation', 'apiKeys.create', input));
    await report(server, key, { size, rows: warmUpRows });
    const cpuMs = readCpuMs(server.pid);
    const { latenciesMs, perSecond } = await report(server, key, { size, rows: totalRows });
    const usOfServer = ((readCpuMs(server.pid) - cpuMs) * 1000) / totalRows;
    const rssMb = readRssMb(server.pid);
    // nobody folds while the rows are copied
    await server.kill('SIGTERM');
    const copied = database ? await copyReportedRuns(database) : undefined;
    const p99Ms = toPercentile(latenciesMs, 0.99);
    const floor =
      copied === undefined
        ? ''
        : `\t${(perSecond / copied).toFixed(2)} of COPY’s ${Math.round(copied)} (promised ${bounds[size]})`;
    write(
      `${engine}\t${size} a report\t${Math.round(perSecond)} rows/s${floor}\tp50 ${toPercentile(latenciesMs, 0.5).toFixed(0)} ms\t` +
        `p99 ${p99Ms.toFixed(0)} ms (promised ${bounds.p99Ms})\t${usOfServer.toFixed(0)} µs CPU of the server a row\tRSS ${rssMb.toFixed(0)} MB`,
    );
  }
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
}
