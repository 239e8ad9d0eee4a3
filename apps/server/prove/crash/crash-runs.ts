import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ledgerToolsFolder } from '@signalbox/testing';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess, type ServerSettings } from '../servers/server-process.ts';
import { LedgerRuns, openLedgers, type RunsReport } from './ledger-runs.ts';

/** Unfinished runs while something is being killed: at least, and at most, since those of a dead worker wait for its leases. */
const [fewest, most] = [8, 40];
/** Started before each kill however many are under way, as long as these are not too many. */
const atLeastNew = 2;
/** Most kills for as many runs as were asked for. */
const mostKills = 10;
/** What is left is over long before: a lease lasts 15 s. */
const endMs = 180_000;

export interface CrashReport extends RunsReport {
  readonly kills: number;
  readonly processes: number;
}

interface CrashRunsOptions {
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  /** With workers, each is a process of its own, beside one with the role `web`; otherwise one process is all of them. */
  readonly workers?: number;
  readonly log?: (line: string) => void;
}

const openProcesses = async (
  { workers = 0 }: CrashRunsOptions,
  settings: Omit<ServerSettings, 'port'>,
): Promise<[ServerProcess, ...ServerProcess[]]> => {
  const open = async (role?: 'web' | 'worker'): Promise<ServerProcess> =>
    new ServerProcess({ ...settings, port: await takePort(), ...(role && { role }) });
  if (workers === 0) return [await open()];
  const web = await open('web');
  const others: ServerProcess[] = [];
  while (others.length < workers) others.push(await open('worker'));
  return [web, ...others];
};

/** Keeps runs under way and cancels one now and then, until something is killed and started again. */
const killAtRandom = async (
  runs: LedgerRuns,
  processes: readonly [ServerProcess, ...ServerProcess[]],
  random: () => number,
): Promise<void> => {
  const [web] = processes;
  const victim = processes[Math.floor(random() * processes.length)] ?? web;
  const killAtMs = 20 + random() * 700;
  const cancelAtMs = random() * killAtMs;
  // every other time some run is new, however busy the machine is
  const hasBegun = Promise.withResolvers<void>();
  if (random() < 0.5) hasBegun.resolve();
  const killed = hasBegun.promise.then(() => delay(killAtMs)).then(() => victim.kill());
  const start = async (): Promise<void> => {
    try {
      let open = await runs.lookAfter(web);
      const wanted = Math.max(fewest, Math.min(most, open + atLeastNew));
      for (; open < wanted; open += 1) {
        await runs.start(web);
        hasBegun.resolve();
      }
    } finally {
      hasBegun.resolve();
    }
  };
  const cancel = async (): Promise<void> => {
    if (random() < 0.4) return;
    await delay(cancelAtMs);
    await runs.cancelOne(web);
  };
  // the kill may cut either off: whatever was not acknowledged does not count
  const orCutOff = (work: Promise<void>): Promise<void> => (victim === web ? work.catch(() => undefined) : work);
  await Promise.all([killed, orCutOff(start()), orCutOff(cancel())]);
  await victim.start();
};

/**
 * Keeps runs under way and kills a process `kills` times at random instants, and on until there were as many runs; lets
 * everything end, and judges promises D1 to D4 and cancels. The same seed makes the same runs; instants depend on the machine.
 */
export const crashRuns = async (options: CrashRunsOptions): Promise<CrashReport> => {
  const { seed, databaseUrl, log } = options;
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-crash-'));
  const ledgers = openLedgers(folder);
  const random = createRandom(seed);
  const processes = await openProcesses(options, {
    dataDir: join(folder, 'data'),
    toolsDir: ledgerToolsFolder,
    databaseUrl,
    providerLedger: ledgers.provider,
  });
  const [web] = processes;
  const runs = new LedgerRuns(seed, ledgers);
  try {
    for (const each of processes) await each.start();
    let kills = 0;
    while (kills < options.kills || (runs.size < options.kills && kills < mostKills * options.kills)) {
      await killAtRandom(runs, processes, random);
      kills += 1;
      log?.(`killed ${kills} of ${options.kills}, ${runs.size} runs so far`);
    }
    const deadline = Date.now() + endMs;
    while ((await runs.lookAfter(web)) > 0 && Date.now() < deadline) await delay(200);
    return { kills, processes: processes.length, ...(await runs.judge(web)) };
  } finally {
    for (const each of processes) await each.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
