import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ledgerToolsFolder } from '@signalbox/testing';
import { PostgresServer } from '@signalbox/testing/postgres-server';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { LedgerRuns, openLedgers } from './ledger-runs.ts';
import { ReportSenders } from './report-senders.ts';
import { SmallDisk } from './small-disk.ts';

/** Of the disk: several times an empty database. */
const megabytes = 320;
/** What is left when it is filled: from nothing to more than one file of the write-ahead log. */
const mostLeftMegabytes = 24;
/** Longest from when it is nearly full to the first refusal. */
const fillMs = 60_000;
/** The disk stays full so long after that. */
const fullMs = 2000;
/** Longest from when there is room again to the first answer, without a hand at the server's process. */
const recoveryMs = 10_000;
const runsUnderWay = 6;
const endMs = 180_000;

export interface DiskFullReport {
  readonly fillings: number;
  readonly rows: number;
  /** Answers that asked to come back. */
  readonly refused: number;
  /** Kills of the server while there was no room. */
  readonly restarts: number;
  /** Times that PostgreSQL ended for want of room. */
  readonly postgresEnds: number;
  /** Times that /readyz said so. */
  readonly unready: number;
  readonly slowestRecoveryMs: number;
  readonly runs: number;
  readonly faults: readonly string[];
}

interface Stage {
  readonly disk: SmallDisk;
  readonly server: ServerProcess;
  readonly postgres: PostgresServer | undefined;
}

class DiskTest {
  readonly #stage: Stage;
  readonly #random: () => number;
  readonly #senders: ReportSenders;
  readonly #runs: LedgerRuns;
  readonly #faults: string[] = [];
  #isOver = false;
  #looking: Promise<void> = Promise.resolve();
  #refusedRuns = 0;
  #fillings = 0;
  #restarts = 0;
  #postgresEnds = 0;
  #unready = 0;
  #slowestRecoveryMs = 0;

  constructor(stage: Stage, { seed, runs }: { readonly seed: number; readonly runs: LedgerRuns }) {
    this.#stage = stage;
    this.#random = createRandom(seed);
    this.#senders = new ReportSenders([stage.server], createRandom(seed + 1));
    this.#runs = runs;
  }

  async start(): Promise<void> {
    await this.#stage.server.start();
    this.#senders.start();
    this.#looking = this.#keepRunning();
  }

  abandon(): void {
    this.#isOver = true;
    this.#senders.abandon();
  }

  /** Fills the disk, waits until that is felt, looks at what is said of it, and makes room again. */
  async attack(): Promise<void> {
    const { disk, server, postgres } = this.#stage;
    disk.fillUp({ leftMegabytes: this.#random() * mostLeftMegabytes });
    const refused = this.#refused;
    const isFelt = (): boolean => this.#refused > refused || !server.isRunning || postgres?.isRunning === false;
    await this.#until(isFelt, fillMs, 'the disk was full, and nobody said so');
    await this.#lookAtHealth();
    if (!server.isRunning) this.#faults.push(`the server ended:\n${server.output}`);
    this.#fillings += 1;
    if (!postgres && this.#fillings % 2 === 1) await this.#restart();
    disk.clear();
    await this.#recover();
  }

  async judge(): Promise<Omit<DiskFullReport, 'fillings'>> {
    const { server } = this.#stage;
    this.#isOver = true;
    await this.#looking;
    await this.#senders.stop();
    await this.#senders.judge();
    const deadline = Date.now() + endMs;
    while ((await this.#runs.lookAfter(server)) > 0 && Date.now() < deadline) await delay(200);
    const { faults, runs } = await this.#runs.judge(server);
    return {
      rows: this.#senders.acknowledged.size,
      refused: this.#refused,
      restarts: this.#restarts,
      postgresEnds: this.#postgresEnds,
      unready: this.#unready,
      slowestRecoveryMs: Math.round(this.#slowestRecoveryMs),
      runs,
      faults: [...this.#faults, ...this.#senders.faults, ...faults],
    };
  }

  get #refused(): number {
    return this.#senders.refused + this.#refusedRuns;
  }

  async #until(isSo: () => boolean, longestMs: number, otherwise: string): Promise<void> {
    const deadline = performance.now() + longestMs;
    while (!isSo() && performance.now() < deadline) await delay(20);
    if (!isSo()) this.#faults.push(otherwise);
  }

  /** While it is full: the process lives and says that it is not ready, or is gone. */
  async #lookAtHealth(): Promise<void> {
    const { server } = this.#stage;
    const statusOf = (path: string): Promise<number | undefined> =>
      fetch(`${server.url}${path}`).then(
        ({ status }) => status,
        () => undefined,
      );
    const deadline = performance.now() + fullMs;
    let isSaid = false;
    while (server.isRunning && performance.now() < deadline) {
      const [health, ready] = await Promise.all([statusOf('/healthz'), statusOf('/readyz')]);
      if (server.isRunning && health !== 200) this.#faults.push(`/healthz answers ${health ?? 'nothing'}`);
      isSaid ||= ready === 503;
      await delay(50);
    }
    if (isSaid) this.#unready += 1;
    else if (server.isRunning) this.#faults.push('the disk is full, and /readyz says that all is well');
  }

  /** While there is no room, a process that was killed comes back, or says why it does not. */
  async #restart(): Promise<void> {
    const { server } = this.#stage;
    this.#restarts += 1;
    await server.kill();
    server.launch();
    const isReady = await server.untilReady().then(
      () => true,
      () => false,
    );
    if (isReady) return;
    if (server.isRunning) this.#faults.push(`started on a full disk, it is neither ready nor over:\n${server.output}`);
    else if (!/^The disk is full .*\n$/.test(server.output))
      this.#faults.push(`started on a full disk, it ended and said:\n${server.output}`);
    await server.kill();
  }

  /** What ended is started; what lives goes on by itself. */
  async #recover(): Promise<void> {
    const { server, postgres } = this.#stage;
    const fromMs = performance.now();
    if (postgres?.isRunning === false) {
      this.#postgresEnds += 1;
      await postgres.start();
    }
    if (!server.isRunning) await server.start();
    const answered = this.#senders.measureReturn().then(() => true);
    if (!(await Promise.race([answered, delay(recoveryMs, false)]))) {
      this.#faults.push('there is room, and nothing is taken');
      await answered;
    }
    this.#slowestRecoveryMs = Math.max(this.#slowestRecoveryMs, performance.now() - fromMs);
  }

  /** Keeps runs under way beside the reports. */
  async #keepRunning(): Promise<void> {
    const { server } = this.#stage;
    while (!this.#isOver) {
      try {
        const open = await this.#runs.lookAfter(server);
        if (open < runsUnderWay) await this.#runs.start(server);
      } catch (error) {
        this.#noteRefusal(error);
      }
      await delay(100);
    }
  }

  /** A procedure was refused with a status, or the process is gone. */
  #noteRefusal(error: unknown): void {
    const status = error instanceof Error ? /^\S+: (\d{3}) /.exec(error.message)?.[1] : undefined;
    if (status === undefined) return;
    this.#refusedRuns += 1;
    if (status !== '503' && status !== '507' && status !== '429') this.#faults.push(String(error));
  }
}

/**
 * Lets the disk of the database run full `fillings` times under reports and runs, and judges that whatever was acknowledged is
 * there once, refusals are announced, health says so, and everything goes on when there is room. On PostgreSQL, of its own.
 */
export const diskFull = async ({
  fillings,
  seed,
  isPostgres,
  log,
}: {
  readonly fillings: number;
  readonly seed: number;
  readonly isPostgres: boolean;
  readonly log?: (line: string) => void;
}): Promise<DiskFullReport> => {
  const disk = new SmallDisk({ megabytes });
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-full-'));
  const ledgers = openLedgers(folder);
  const postgres = isPostgres ? await PostgresServer.open({ folder: disk.folder }) : undefined;
  const server = new ServerProcess({
    dataDir: join(isPostgres ? folder : disk.folder, 'data'),
    port: await takePort(),
    toolsDir: ledgerToolsFolder,
    databaseUrl: postgres?.url,
    providerLedger: ledgers.provider,
  });
  const test = new DiskTest({ disk, server, postgres }, { seed, runs: new LedgerRuns(seed, ledgers) });
  try {
    await test.start();
    for (let filling = 1; filling <= fillings; filling += 1) {
      await test.attack();
      log?.(`filled ${filling} of ${fillings}`);
    }
    return { fillings, ...(await test.judge()) };
  } finally {
    test.abandon();
    await server.kill('SIGTERM');
    await postgres?.close();
    disk.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
