import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ReportedRuns, Run, toPageSchema } from '@signalbox/contracts';
import type { PostgresServer } from '@signalbox/testing/postgres-server';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';

/** Programs that report at once, each its next report when its last is answered. */
const senders = 4;
/** A report is sent again until it is answered; a server that was killed is back within a second or two. */
const maxTries = 600;

const RunPage = toPageSchema(Run);

export interface CrashReportsReport {
  readonly kills: number;
  /** Rows that were acknowledged, and how many of the answers came only after a report had been sent again. */
  readonly rows: number;
  readonly sentAgain: number;
  /** Longest time from when what was killed was there again to the first report that was answered. */
  readonly slowestReturnMs: number;
  readonly faults: readonly string[];
}

class ReportingTest {
  readonly #servers: readonly ServerProcess[];
  readonly #random: () => number;
  readonly acknowledged = new Set<string>();
  readonly faults: string[] = [];
  sentAgain = 0;
  slowestReturnMs = 0;
  isOver = false;
  #made = 0;
  #answered = Promise.withResolvers<void>();

  constructor(servers: readonly ServerProcess[], random: () => number) {
    this.#servers = servers;
    this.#random = random;
  }

  /** Reports one thing after another until the test is over: single runs, and up to a hundred at once. */
  async send(): Promise<void> {
    while (!this.isOver) {
      const size = this.#random() < 0.3 ? 1 : 1 + Math.floor(this.#random() * 100);
      const ids = Array.from({ length: size }, () => String((this.#made += 1)));
      await this.#sendUntilAnswered(ids);
    }
  }

  /** Resolves at the next answer, of whichever sender. */
  async measureReturn(): Promise<void> {
    const fromMs = performance.now();
    this.#answered = Promise.withResolvers();
    await this.#answered.promise;
    this.slowestReturnMs = Math.max(this.slowestReturnMs, performance.now() - fromMs);
  }

  async #sendUntilAnswered(ids: readonly string[]): Promise<void> {
    const created = '2026-11-01T10:00:00Z';
    const rows = ids.map((id) => ({ id, created, status: 'completed', time_taken: '2s', tools: ['a'], models: ['m'] }));
    for (let tries = 1; tries <= maxTries; tries += 1) {
      const answer = await this.#post(rows.length === 1 ? rows[0] : { runs: rows });
      if (answer) {
        if (tries > 1) this.sentAgain += 1;
        const { accepted, duplicates } = answer;
        if (accepted + duplicates !== ids.length)
          this.faults.push(`${ids.length} rows were answered ${JSON.stringify(answer)}`);
        if (duplicates > 0 && tries === 1)
          this.faults.push(`rows that were new were called duplicates: ${ids.join(' ')}`);
        for (const id of ids) this.acknowledged.add(id);
        this.#answered.resolve();
        return;
      }
      await delay(50);
    }
    this.faults.push(`no answer to rows ${ids.join(' ')}`);
  }

  /** The answer of any of the servers; undefined without one. */
  async #post(body: unknown): Promise<ReportedRuns | undefined> {
    const server = this.#servers[Math.floor(this.#random() * this.#servers.length)];
    if (!server) return undefined;
    try {
      const response = await fetch(`${server.url}/api/v1/agents/mailer/versions/1.0/runs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.status === 503 || response.status === 429) {
        if (response.headers.get('retry-after') === null) this.faults.push(`${response.status} without Retry-After`);
        return undefined;
      }
      return ReportedRuns.parse(await response.json());
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** Everything that was acknowledged is stored once, and nothing else is. */
  async judge(): Promise<void> {
    const stored: string[] = [];
    let cursor: string | null = null;
    do {
      const input: Record<string, unknown> = { limit: 100, ...(cursor !== null && { cursor }) };
      const page = RunPage.parse(await this.#servers[0]?.call('query', 'runs.list', input));
      stored.push(...page.items.map(({ externalId }) => externalId ?? ''));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const once = new Set(stored);
    if (once.size !== stored.length) this.faults.push(`${stored.length - once.size} rows are stored twice`);
    const lost = [...this.acknowledged].filter((id) => !once.has(id));
    if (lost.length > 0) this.faults.push(`lost: ${lost.slice(0, 20).join(' ')}`);
    if (once.size > this.acknowledged.size)
      this.faults.push(`${once.size} are stored, ${this.acknowledged.size} were acknowledged`);
  }
}

interface CrashReportsOptions {
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  /** Is killed in place of servers. */
  readonly postgres?: PostgresServer | undefined;
  readonly log?: (line: string) => void;
}

const openServers = async (
  folder: string,
  { databaseUrl, postgres }: CrashReportsOptions,
): Promise<ServerProcess[]> => {
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
export const crashReports = async (options: CrashReportsOptions): Promise<CrashReportsReport> => {
  const { kills, seed, postgres, log } = options;
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-crash-'));
  const random = createRandom(seed);
  const servers = await openServers(folder, options);
  const test = new ReportingTest(servers, random);
  try {
    for (const server of servers) await server.start();
    const sending = Array.from({ length: senders }, () => test.send());
    for (let kill = 1; kill <= kills; kill += 1) {
      await delay(50 + random() * 500);
      const victim = postgres ?? servers[Math.floor(random() * servers.length)];
      await victim?.kill();
      await victim?.start();
      await test.measureReturn();
      log?.(`killed ${kill} of ${kills}, ${test.acknowledged.size} rows so far`);
    }
    test.isOver = true;
    await Promise.all(sending);
    await test.judge();
    const { acknowledged, sentAgain, slowestReturnMs, faults } = test;
    return { kills, rows: acknowledged.size, sentAgain, slowestReturnMs: Math.round(slowestReturnMs), faults };
  } finally {
    test.isOver = true;
    for (const server of servers) await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
