import { setTimeout as delay } from 'node:timers/promises';

import { ReportedRuns, Run, toPageSchema } from '@signalbox/contracts';

import type { ServerProcess } from '../servers/server-process.ts';

/** Programs that report at once, each its next report when its last is answered. */
const senders = 4;
/** A report is sent again until it is answered; whatever was killed or full is back long before. */
const maxTries = 1200;
/** Answers that say that nothing was taken, and when to come back. */
const announced: ReadonlySet<number> = new Set([429, 503, 507]);

const RunPage = toPageSchema(Run);

/** Programs that report runs to servers until they are stopped, and know what was acknowledged. */
export class ReportSenders {
  readonly #servers: readonly ServerProcess[];
  readonly #random: () => number;
  readonly acknowledged = new Set<string>();
  readonly faults: string[] = [];
  sentAgain = 0;
  slowestReturnMs = 0;
  /** Answers that asked to come back later. */
  refused = 0;
  #isOver = false;
  #made = 0;
  #sending: Promise<unknown> = Promise.resolve();
  #answered = Promise.withResolvers<void>();

  constructor(servers: readonly ServerProcess[], random: () => number) {
    this.#servers = servers;
    this.#random = random;
  }

  start(): void {
    this.#sending = Promise.all(Array.from({ length: senders }, () => this.#send()));
  }

  /** Begins nothing more. */
  abandon(): void {
    this.#isOver = true;
  }

  /** Resolves when the last reports are answered. */
  async stop(): Promise<void> {
    this.abandon();
    await this.#sending;
  }

  /** Reports one thing after another: single runs, and up to a hundred at once. */
  async #send(): Promise<void> {
    while (!this.#isOver) {
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
      if (!response.ok) {
        this.refused += 1;
        if (!announced.has(response.status) || response.headers.get('retry-after') === null)
          this.faults.push(`a report was answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
        return undefined;
      }
      return ReportedRuns.parse(await response.json());
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** Everything that was acknowledged is stored once, and nothing else is: `faults` has what is not so. */
  async judge(): Promise<void> {
    const stored: string[] = [];
    let cursor: string | null = null;
    do {
      const input: Record<string, unknown> = { limit: 100, ...(cursor !== null && { cursor }) };
      const page = RunPage.parse(await this.#servers[0]?.call('query', 'runs.list', input));
      stored.push(...page.items.flatMap(({ externalId }) => externalId ?? []));
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
