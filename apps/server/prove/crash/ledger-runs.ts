import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Run, RunDetail, StartedRun } from '@signalbox/contracts';
import { z } from 'zod';

import { createRandom } from '../random-numbers.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { judgeRun, type ToolLine } from './judge-runs.ts';
import { randomScript } from './random-script.ts';

/** Where the tools and the provider of the runs write down what they were asked. */
export interface Ledgers {
  readonly tools: string;
  readonly provider: string;
}

/** Makes the ledgers in a folder, empty. */
export const openLedgers = (folder: string): Ledgers => {
  const ledgers = { tools: join(folder, 'tools.jsonl'), provider: join(folder, 'provider.jsonl') };
  for (const file of Object.values(ledgers)) writeFileSync(file, '');
  return ledgers;
};

const ToolLines = z.object({
  tool: z.string(),
  callId: z.string(),
  key: z.string(),
  phase: z.enum(['begin', 'applied']),
  pid: z.int(),
  at: z.number(),
});

/** The whole lines of a ledger: the last may have been cut off by a kill. */
const readLines = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

interface LedgerRun {
  readonly tag: string;
  ended: boolean;
  cancelledAtMs?: number;
}

/** What became of the runs, in numbers, and what is wrong with them, each fault after the id of its run. */
export interface RunsReport {
  readonly runs: number;
  readonly recoveries: number;
  readonly discards: number;
  readonly decisions: number;
  readonly cancels: number;
  readonly faults: readonly string[];
}

/** Runs of the scripted model with ledger tools, looked after as a person might, and judged by what was written down. */
export class LedgerRuns {
  readonly #scripting: () => number;
  readonly #choosing: () => number;
  readonly #ledgers: Ledgers;
  readonly #runs = new Map<string, LedgerRun>();
  readonly #faults: string[] = [];
  #decisions = 0;
  #started = 0;

  /** The same seed makes the same runs; what is decided and cancelled depends on the machine. */
  constructor(seed: number, ledgers: Ledgers) {
    this.#scripting = createRandom(seed);
    this.#choosing = createRandom(seed + 1);
    this.#ledgers = ledgers;
  }

  get size(): number {
    return this.#runs.size;
  }

  /** Starts one; rejects when the server does not answer. */
  async start(server: ServerProcess): Promise<void> {
    // a start that was left without an answer may have been stored: its tag is never used again
    const tag = `run-${(this.#started += 1)}`;
    const message = randomScript(this.#scripting, tag, this.#ledgers.tools);
    const started = await server.call('mutation', 'runs.start', { message, model: 'scripted/scripted' });
    this.#runs.set(StartedRun.parse(started).runId, { tag, ended: false });
  }

  /** Notes which runs ended, and decides every unknown outcome; answers how many have not ended. */
  async lookAfter(server: ServerProcess): Promise<number> {
    for (const [runId, entry] of this.#runs) {
      if (entry.ended) continue;
      const run = RunDetail.parse(await server.call('query', 'runs.get', { runId }));
      entry.ended = run.endedAt !== null;
      if (run.status === 'waiting') await this.#decide(server, run);
    }
    return [...this.#runs.values()].filter((entry) => !entry.ended).length;
  }

  /** Cancels one of those that have not ended as far as is known. */
  async cancelOne(server: ServerProcess): Promise<void> {
    const open = [...this.#runs].filter(([, { ended }]) => !ended);
    const [runId, entry] = open[Math.floor(this.#choosing() * open.length)] ?? [];
    if (runId === undefined || !entry) return;
    try {
      await server.call('mutation', 'runs.cancel', { runId });
      entry.cancelledAtMs = Date.now();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('runs.cancel: 409')) throw error;
      const run = Run.parse(await server.call('query', 'runs.get', { runId }));
      if (run.endedAt === null)
        this.#faults.push(`${runId}: L3 is ${run.status}, its cancel was told that it had ended`);
    }
  }

  async #decide(server: ServerProcess, run: RunDetail): Promise<void> {
    const answered = new Map<string, number>();
    for (const event of run.events)
      if (event.type === 'approval-decision') answered.set(event.payload.callId, event.seq);
    for (const event of run.events) {
      if (event.type !== 'approval-request' || (answered.get(event.payload.callId) ?? 0) > event.seq) continue;
      const roll = this.#choosing();
      const decision = roll < 0.45 ? 'happened' : roll < 0.9 ? 'run' : 'stop';
      const input = { runId: run.id, callId: event.payload.callId, decision };
      const isTaken = await server.call('mutation', 'runs.decide', input).then(
        (answer) => Run.safeParse(answer).success,
        () => false,
      );
      this.#decisions += isTaken ? 1 : 0;
    }
  }

  /** What the tools wrote down, by the process that ran them. */
  readToolLines(): (ToolLine & { readonly pid: number })[] {
    return readLines(this.#ledgers.tools).map((line) => ToolLines.parse(JSON.parse(line)));
  }

  /** Judges every run by its log and the ledgers. */
  async judge(server: ServerProcess): Promise<RunsReport> {
    const toolLines = this.readToolLines();
    const sentByTag = new Map<string, number>();
    for (const line of readLines(this.#ledgers.provider)) {
      const { run } = z.object({ run: z.string() }).parse(JSON.parse(line));
      sentByTag.set(run, (sentByTag.get(run) ?? 0) + 1);
    }
    const faults = [...this.#faults];
    let [recoveries, discards] = [0, 0];
    for (const [runId, { tag, cancelledAtMs }] of this.#runs) {
      const run = RunDetail.parse(await server.call('query', 'runs.get', { runId }));
      faults.push(...judgeRun(run, { toolLines, sent: sentByTag.get(tag) ?? 0, cancelledAtMs }));
      recoveries += run.events.filter((event) => event.type === 'run-resume').length;
      discards += run.events.filter((event) => event.type === 'model-call-discard').length;
    }
    const cancels = [...this.#runs.values()].filter(({ cancelledAtMs }) => cancelledAtMs !== undefined).length;
    return { runs: this.#runs.size, recoveries, discards, decisions: this.#decisions, cancels, faults };
  }
}
