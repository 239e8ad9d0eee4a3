import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { MetricsSummary } from '@signalbox/contracts';
import { ledgerToolsFolder } from '@signalbox/testing';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { LedgerRuns, openLedgers } from './ledger-runs.ts';
import { ReportSenders } from './report-senders.ts';

/** Unfinished runs while more are started. */
const underWay = 20;
const endMs = 180_000;

export interface TwoOnADatabaseReport {
  readonly runs: number;
  /** Tool calls by the process that did them. */
  readonly calls: readonly number[];
  readonly rows: number;
  readonly faults: readonly string[];
}

/** Each call was begun once, but for those of which a person may have said to make them again; each process made some. */
const judgeShare = (lines: ReturnType<LedgerRuns['readToolLines']>): { calls: number[]; faults: string[] } => {
  const begun = new Map<string, number>();
  const counts = new Map<number, number>();
  for (const { callId, pid, phase, tool } of lines) {
    if (phase !== 'begin') continue;
    counts.set(pid, (counts.get(pid) ?? 0) + 1);
    if (tool !== 'ledger_write_late') begun.set(callId, (begun.get(callId) ?? 0) + 1);
  }
  const faults = counts.size === 2 ? [] : [`${counts.size} processes did the work of two`];
  for (const [callId, times] of begun) if (times > 1) faults.push(`${callId} was begun ${times} times`);
  return { calls: [...counts.values()], faults };
};

/** Runs and reports are in the figures once, whichever process booked them. */
const judgeFigures = async (server: ServerProcess, expected: number): Promise<string[]> => {
  const span = { from: '2026-10-01T00:00:00.000Z', until: new Date(Date.now() + 3_600_000).toISOString() };
  const { current } = MetricsSummary.parse(await server.call('query', 'metrics.getSummary', span));
  return current.count === expected ? [] : [`the figures count ${current.count} runs, ${expected} are stored`];
};

/**
 * Has two processes, each with all roles, share runs and reports on one PostgreSQL database, and judges that nothing was done
 * twice and nobody took a run from the other: nobody dies here, so there is nothing to recover.
 */
export const twoOnADatabase = async ({
  runs: wanted,
  seed,
  databaseUrl,
  log,
}: {
  readonly runs: number;
  readonly seed: number;
  readonly databaseUrl: string;
  readonly log?: (line: string) => void;
}): Promise<TwoOnADatabaseReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-two-'));
  const ledgers = openLedgers(folder);
  const settings = { dataDir: join(folder, 'data'), toolsDir: ledgerToolsFolder, databaseUrl };
  const open = async () => new ServerProcess({ ...settings, port: await takePort(), providerLedger: ledgers.provider });
  const [first, second] = [await open(), await open()];
  const runs = new LedgerRuns(seed, ledgers);
  const senders = new ReportSenders([first, second], createRandom(seed));
  try {
    await Promise.all([first.start(), second.start()]);
    senders.start();
    while (runs.size < wanted) {
      const unfinished = await runs.lookAfter(first);
      for (let more = Math.min(underWay - unfinished, wanted - runs.size); more > 0; more -= 1)
        await runs.start(more % 2 === 0 ? first : second);
      log?.(`${runs.size} of ${wanted} runs, ${senders.acknowledged.size} rows so far`);
      await delay(100);
    }
    const deadline = Date.now() + endMs;
    while ((await runs.lookAfter(first)) > 0 && Date.now() < deadline) await delay(100);
    await senders.stop();
    await senders.judge();
    const report = await runs.judge(second);
    const { calls, faults } = judgeShare(runs.readToolLines());
    if (report.recoveries > 0) faults.push(`${report.recoveries} times a run was taken from a process that lives`);
    if (report.discards > 0) faults.push(`${report.discards} attempts were discarded`);
    const rows = senders.acknowledged.size;
    faults.push(...report.faults, ...senders.faults, ...(await judgeFigures(first, report.runs + rows)));
    return { runs: report.runs, calls, rows, faults };
  } finally {
    senders.abandon();
    for (const each of [first, second]) await each.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
