import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { PostgresServer } from '@signalbox/testing/postgres-server';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { ReportSenders } from './report-senders.ts';

export interface CrashIngestReport {
  readonly kills: number;
  /** Rows that were acknowledged, and how many of the answers came only after a report had been sent again. */
  readonly rows: number;
  readonly sentAgain: number;
  /** Longest time from when what was killed was there again to the first report that was answered. */
  readonly slowestReturnMs: number;
  readonly faults: readonly string[];
}

interface CrashIngestOptions {
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  /** Is killed in place of servers. */
  readonly postgres?: PostgresServer | undefined;
  readonly log?: (line: string) => void;
}

const openServers = async (folder: string, { databaseUrl, postgres }: CrashIngestOptions): Promise<ServerProcess[]> => {
  const open = async () =>
    new ServerProcess({
      dataDir: join(folder, 'data'),
      port: await takePort(),
      toolsDir: join(folder, 'tools'),
      databaseUrl: postgres?.url ?? databaseUrl,
      providerLedger: '',
    });
  return databaseUrl === undefined ? [await open()] : [await open(), await open()];
};

/**
 * Has programs report runs, kills something `kills` times at random instants, and judges promise D5: the one server of an
 * embedded database, one of two on PostgreSQL, or PostgreSQL itself (D6). The same seed makes the same reports; instants
 * depend on the machine.
 */
export const crashIngest = async (options: CrashIngestOptions): Promise<CrashIngestReport> => {
  const { kills, seed, postgres, log } = options;
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-crash-'));
  const random = createRandom(seed);
  const servers = await openServers(folder, options);
  const senders = new ReportSenders(servers, random);
  try {
    for (const server of servers) await server.start();
    senders.start();
    for (let kill = 1; kill <= kills; kill += 1) {
      await delay(50 + random() * 500);
      const victim = postgres ?? servers[Math.floor(random() * servers.length)];
      await victim?.kill();
      await victim?.start();
      await senders.measureReturn();
      log?.(`killed ${kill} of ${kills}, ${senders.acknowledged.size} rows so far`);
    }
    await senders.stop();
    await senders.judge();
    const { acknowledged, sentAgain, slowestReturnMs, faults } = senders;
    return { kills, rows: acknowledged.size, sentAgain, slowestReturnMs: Math.round(slowestReturnMs), faults };
  } finally {
    senders.abandon();
    for (const server of servers) await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
