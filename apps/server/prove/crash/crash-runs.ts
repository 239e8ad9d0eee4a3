import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Run, RunDetail, StartedRun } from '@signalbox/contracts';
import { ledgerToolsFolder } from '@signalbox/testing';
import { takePort } from '@signalbox/testing/take-port';
import { z } from 'zod';

import { createRandom } from '../random-numbers.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { judgeRun, type ToolLine } from './judge-runs.ts';
import { randomScript } from './random-script.ts';

/** Unfinished runs kept under way while the server is being killed. */
const runsUnderWay = 8;

export interface CrashReport {
  readonly kills: number;
  readonly runs: number;
  readonly recoveries: number;
  readonly discards: number;
  readonly decisions: number;
  readonly faults: readonly string[];
}

const ToolLines = z.object({
  tool: z.string(),
  callId: z.string(),
  key: z.string(),
  phase: z.enum(['begin', 'applied']),
});

/** The whole lines of a ledger: the last may have been cut off by a kill. */
const readLines = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

class CrashTest {
  readonly #server: ServerProcess;
  readonly #random: () => number;
  readonly #toolLedger: string;
  readonly #providerLedger: string;
  readonly runs = new Map<string, { readonly tag: string; ended: boolean }>();
  decisions = 0;
  #started = 0;

  constructor(server: ServerProcess, random: () => number, files: { toolLedger: string; providerLedger: string }) {
    this.#server = server;
    this.#random = random;
    this.#toolLedger = files.toolLedger;
    this.#providerLedger = files.providerLedger;
  }

  async startRun(): Promise<void> {
    // a start that a kill left without an answer may have been stored: its tag is never used again
    const tag = `run-${(this.#started += 1)}`;
    const message = randomScript(this.#random, tag, this.#toolLedger);
    const started = await this.#server.call('mutation', 'runs.start', { message, model: 'scripted/scripted' });
    this.runs.set(StartedRun.parse(started).runId, { tag, ended: false });
  }

  /** Notes which runs ended, and decides every unknown outcome as a person might. */
  async lookAfter(): Promise<number> {
    for (const [runId, entry] of this.runs) {
      if (entry.ended) continue;
      const run = RunDetail.parse(await this.#server.call('query', 'runs.get', { runId }));
      entry.ended = run.endedAt !== null;
      if (run.status === 'waiting') await this.#decide(run);
    }
    return [...this.runs.values()].filter((entry) => !entry.ended).length;
  }

  async #decide(run: RunDetail): Promise<void> {
    const answered = new Map<string, number>();
    for (const event of run.events)
      if (event.type === 'approval-decision') answered.set(event.payload.callId, event.seq);
    for (const event of run.events) {
      if (event.type !== 'approval-request' || (answered.get(event.payload.callId) ?? 0) > event.seq) continue;
      const roll = this.#random();
      const decision = roll < 0.45 ? 'happened' : roll < 0.9 ? 'run' : 'stop';
      const input = { runId: run.id, callId: event.payload.callId, decision };
      const isTaken = await this.#server.call('mutation', 'runs.decide', input).then(
        (answer) => Run.safeParse(answer).success,
        () => false,
      );
      this.decisions += isTaken ? 1 : 0;
    }
  }

  /** Judges every run by its log and the two ledgers. */
  async judge(kills: number): Promise<CrashReport> {
    const toolLines: ToolLine[] = readLines(this.#toolLedger).map((line) => ToolLines.parse(JSON.parse(line)));
    const sentByTag = new Map<string, number>();
    for (const line of readLines(this.#providerLedger)) {
      const { run } = z.object({ run: z.string() }).parse(JSON.parse(line));
      sentByTag.set(run, (sentByTag.get(run) ?? 0) + 1);
    }
    const faults: string[] = [];
    let recoveries = 0;
    let discards = 0;
    for (const [runId, { tag }] of this.runs) {
      const run = RunDetail.parse(await this.#server.call('query', 'runs.get', { runId }));
      faults.push(...judgeRun(run, toolLines, sentByTag.get(tag) ?? 0));
      recoveries += run.events.filter((event) => event.type === 'run-resume').length;
      discards += run.events.filter((event) => event.type === 'model-call-discard').length;
    }
    return { kills, runs: this.runs.size, recoveries, discards, decisions: this.decisions, faults };
  }
}

const killAtRandom = async (test: CrashTest, server: ServerProcess, random: () => number): Promise<void> => {
  const killAtMs = 20 + random() * 700;
  const killed = delay(killAtMs).then(() => server.kill());
  // the kill may cut any of these off: whatever was not acknowledged does not count
  const work = async (): Promise<void> => {
    for (let open = await test.lookAfter(); open < runsUnderWay; open += 1) await test.startRun();
  };
  await Promise.all([killed, work().catch(() => undefined)]);
};

/**
 * Starts a server, keeps runs under way, kills it `kills` times at random instants, lets everything
 * end, and judges promises D1 to D4. The same seed makes the same runs; instants depend on the machine.
 */
export const crashRuns = async (options: {
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<CrashReport> => {
  const { kills, seed, databaseUrl, log } = options;
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-crash-'));
  const files = { toolLedger: join(folder, 'tools.jsonl'), providerLedger: join(folder, 'provider.jsonl') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const random = createRandom(seed);
  const server = new ServerProcess({
    dataDir: join(folder, 'data'),
    port: await takePort(),
    toolsDir: ledgerToolsFolder,
    databaseUrl,
    providerLedger: files.providerLedger,
  });
  const test = new CrashTest(server, random, files);
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      await server.start();
      await killAtRandom(test, server, random);
      log?.(`killed ${kill} of ${kills}, ${test.runs.size} runs so far`);
    }
    await server.start();
    const deadline = Date.now() + 120_000;
    while ((await test.lookAfter()) > 0 && Date.now() < deadline) await delay(200);
    return await test.judge(kills);
  } finally {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
