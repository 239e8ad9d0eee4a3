import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ReportedRuns, Run, toPageSchema } from '@signalbox/contracts';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';

/** A start takes about a second: the second process comes before, while and after the first has the folder. */
const apartMs = 2500;
/** Longest that a process which is refused may take: nearly all of it is Node's own start, on a machine that is busy. */
const refusalMs = 30_000;

export interface TwoOnAFolderReport {
  readonly rounds: number;
  /** Processes that found the folder in use. */
  readonly refusals: number;
  readonly slowestRefusalMs: number;
  /** Kills of the process that had the folder, or was about to. */
  readonly kills: number;
  readonly rows: number;
  readonly faults: readonly string[];
}

class FolderTest {
  readonly #pair: readonly [ServerProcess, ServerProcess];
  readonly #random: () => number;
  readonly #launchedMs = new Map<ServerProcess, number>();
  readonly #settledMs = new Map<ServerProcess, number>();
  readonly acknowledged: string[] = [];
  readonly faults: string[] = [];
  refusals = 0;
  slowestRefusalMs = 0;
  kills = 0;

  constructor(pair: readonly [ServerProcess, ServerProcess], random: () => number) {
    this.#pair = pair;
    this.#random = random;
  }

  /** Two processes on the folder, where a killed one has left its lock; then a third. The one that has it is killed. */
  async round(): Promise<void> {
    const [first, second] = this.#random() < 0.5 ? this.#pair : this.#pair.toReversed();
    if (!first || !second) return;
    this.#launch(first);
    await delay(this.#random() * apartMs);
    const isKilledFirst = this.#random() < 0.25;
    if (isKilledFirst) await this.#kill(first);
    this.#launch(second);
    const isReady = await Promise.all([first, second].map((each) => this.#settle(each)));
    const holder = isReady[0] === true ? first : second;
    const other = holder === first ? second : first;
    if (isReady[0] === isReady[1]) {
      this.faults.push(
        `${isReady[0] === true ? 'both have' : 'neither has'} the folder:\n${first.output}\n${second.output}`,
      );
    } else {
      if (!isKilledFirst) this.#judgeRefusal(other, holder);
      this.#launch(other);
      if (await this.#settle(other)) this.faults.push(`${other.pid} has the folder of ${holder.pid}`);
      else this.#judgeRefusal(other, holder);
      await this.#report(holder);
    }
    for (const each of [first, second]) await this.#kill(each);
  }

  /** What was acknowledged, whichever process said so, is there once. */
  async judge(): Promise<void> {
    const [server] = this.#pair;
    await server.start();
    const stored: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const answer = await server.call('query', 'runs.list', { limit: 100, ...(cursor !== undefined && { cursor }) });
      const page = toPageSchema(Run).parse(answer);
      stored.push(...page.items.map(({ externalId }) => externalId ?? ''));
      cursor = page.nextCursor;
    }
    if (stored.toSorted().join(' ') !== this.acknowledged.toSorted().join(' '))
      this.faults.push(`${stored.length} rows are stored, ${this.acknowledged.length} were acknowledged`);
  }

  #launch(server: ServerProcess): void {
    server.launch();
    this.#launchedMs.set(server, performance.now());
  }

  /** Whether it is ready, or has ended. */
  async #settle(server: ServerProcess): Promise<boolean> {
    const ready = server.untilReady().then(
      () => true,
      () => false,
    );
    const isReady = await Promise.race([ready, server.untilEnded().then(() => false)]);
    this.#settledMs.set(server, performance.now());
    if (!isReady && server.isRunning) this.faults.push(`${server.pid} is neither ready nor over`);
    return isReady;
  }

  #judgeRefusal(refused: ServerProcess, holder: ServerProcess): void {
    const tookMs = (this.#settledMs.get(refused) ?? 0) - (this.#launchedMs.get(refused) ?? 0);
    this.refusals += 1;
    this.slowestRefusalMs = Math.max(this.slowestRefusalMs, tookMs);
    if (tookMs > refusalMs) this.faults.push(`a refusal took ${Math.round(tookMs)} ms`);
    if (!refused.output.includes(`in use by the process ${holder.pid}.`))
      this.faults.push(`${holder.pid} has the folder, and the other said:\n${refused.output}`);
  }

  async #report(server: ServerProcess): Promise<void> {
    const id = String(this.acknowledged.length + 1);
    const response = await fetch(`${server.url}/api/v1/agents/mailer/versions/1.0/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, created: '2026-11-01T10:00:00Z', status: 'completed', time_taken: '2s' }),
    });
    const answer: unknown = await response.json();
    if (ReportedRuns.safeParse(answer).data?.accepted === 1) this.acknowledged.push(id);
    else this.faults.push(`row ${id} was answered ${JSON.stringify(answer)}`);
  }

  async #kill(server: ServerProcess): Promise<void> {
    if (server.isRunning) this.kills += 1;
    await server.kill();
  }
}

/**
 * Starts two processes on one embedded folder again and again, up to 2.5 s apart, over the lock of one that was killed: exactly
 * one may have it, and the others end at once naming that one (D10). Each stores a row before it is killed.
 */
export const twoOnAFolder = async ({
  rounds,
  seed,
  log,
}: {
  readonly rounds: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}): Promise<TwoOnAFolderReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-two-'));
  const settings = { dataDir: join(folder, 'data'), toolsDir: join(folder, 'tools'), databaseUrl: undefined };
  const open = async () => new ServerProcess({ ...settings, port: await takePort(), providerLedger: '' });
  const pair = [await open(), await open()] as const;
  const test = new FolderTest(pair, createRandom(seed));
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await test.round();
      log?.(`round ${round} of ${rounds}, ${test.refusals} refused`);
    }
    await test.judge();
    const { refusals, slowestRefusalMs, kills, acknowledged, faults } = test;
    return {
      rounds,
      refusals,
      slowestRefusalMs: Math.round(slowestRefusalMs),
      kills,
      rows: acknowledged.length,
      faults,
    };
  } finally {
    for (const each of pair) await each.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
