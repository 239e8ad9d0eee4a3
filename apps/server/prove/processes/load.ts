import { setTimeout as delay } from 'node:timers/promises';

import { ReportedRuns, RunStatus } from '@signalbox/contracts';
import { z } from 'zod';

import { HubViewer, loadActivityType } from './hub-viewer.ts';
import { InsistentClient } from './insistent-client.ts';
import { type WatchedRun, watchRun } from './watch-run.ts';

const ChatAnswer = z.object({ response: z.string(), run_id: z.string(), status: RunStatus });
const Logged = z.object({ id: z.string() });
const Started = z.object({ result: z.object({ data: z.object({ runId: z.string() }) }) });

/** Senders of each kind; each asks again when it has its answer, after a moment. */
const senders = { chats: 4, watchedRuns: 2, reports: 2, activity: 1, reads: 2, hubViewers: 2 } as const;
/** Longest moment. */
const pauseMs = 100;
/** Half of the pages that a dashboard shows first. */
const reads = ['runs?limit=20', 'ui/stats', 'agents?limit=20', 'activity?limit=20', 'analytics/performance'] as const;

/** The agent, version and models of reports do not matter; that their ids are found does. */
const reportPath = '/api/v1/agents/mailer/versions/1.0/runs';

/** Programs and viewers that use a server all at once, and what they were told by it. */
export class Load {
  readonly client: InsistentClient;
  /** Runs by what was asked in them, once they were answered. */
  readonly runs = new Map<string, string>();
  readonly watched: WatchedRun[] = [];
  /** External ids of reported runs that were acknowledged. */
  readonly reports = new Set<string>();
  /** Task ids of activity, each with the entry's id once it was acknowledged. */
  readonly activity = new Map<string, string | undefined>();
  readonly hubViewers: readonly HubViewer[];
  readonly #random: () => number;
  readonly #open = new Set<Promise<unknown>>();
  #senders: Promise<unknown> = Promise.resolve();
  #isOver = false;
  #made = 0;

  constructor(options: { readonly url: string; readonly key: string; readonly random: () => number }) {
    this.client = new InsistentClient(options.url, options.key);
    this.#random = options.random;
    this.hubViewers = Array.from({ length: senders.hubViewers }, () => new HubViewer(this.client));
  }

  start(): void {
    const repeat = (count: number, send: () => Promise<void>): Promise<void>[] =>
      Array.from({ length: count }, () => this.#repeat(send));
    this.#senders = Promise.all([
      ...repeat(senders.chats, () => this.#hold(this.#chat())),
      ...repeat(senders.watchedRuns, () => this.#hold(this.#startAndWatch())),
      ...repeat(senders.reports, () => this.#report()),
      ...repeat(senders.activity, () => this.#logActivity()),
      ...repeat(senders.reads, () => this.#read()),
    ]);
    this.#senders.catch((error: unknown) => this.client.faults.push(String(error)));
    for (const viewer of this.hubViewers) viewer.start();
  }

  /** Resolves when the runs that are under way now have ended, with the time that took. */
  async untilRunsEnd(): Promise<number> {
    const fromMs = performance.now();
    await Promise.allSettled(this.#open);
    return Math.round(performance.now() - fromMs);
  }

  /** Sends nothing new, and resolves when every sender has its last answer. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.allSettled([this.#senders]);
  }

  close(): void {
    this.#isOver = true;
    for (const viewer of this.hubViewers) viewer.close();
  }

  async #repeat(send: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      await send();
      await delay(this.#random() * pauseMs);
    }
  }

  async #hold(work: Promise<void>): Promise<void> {
    this.#open.add(work);
    await work.finally(() => this.#open.delete(work));
  }

  #makeSum(): { readonly message: string; readonly answer: string } {
    const first = (this.#made += 1);
    const message = `What is ${first} + 10, then multiply by 3?`;
    return { message, answer: `The result is ${(first + 10) * 3}.` };
  }

  async #chat(): Promise<void> {
    const { message, answer } = this.#makeSum();
    const question = {
      kind: 'chat',
      path: '/api/v1/chat',
      headers: { 'idempotency-key': message },
      toBody: () => ({ message, model: 'demo/demo' }),
    } as const;
    let chat = await this.client.ask(question, ChatAnswer);
    // the process stopped while the run goes on: the same key finds it
    while (chat.status === 'queued' || chat.status === 'running') chat = await this.client.ask(question, ChatAnswer);
    if (chat.response !== answer) this.client.faults.push(`${chat.run_id}: ${message} ${JSON.stringify(chat)}`);
    this.runs.set(message, chat.run_id);
  }

  async #startAndWatch(): Promise<void> {
    const { message } = this.#makeSum();
    const input = { message, model: 'demo/demo', idempotencyKey: message };
    const question = { kind: 'start', path: '/trpc/runs.start', toBody: () => input } as const;
    const { runId } = (await this.client.ask(question, Started)).result.data;
    this.runs.set(message, runId);
    this.watched.push(await watchRun(this.client, runId));
  }

  async #report(): Promise<void> {
    const ids = Array.from({ length: 1 + Math.floor(this.#random() * 20) }, () => `report-${(this.#made += 1)}`);
    const created = '2026-11-01T10:00:00Z';
    const rows = ids.map((id) => ({ id, created, status: 'completed', time_taken: '2s', tools: ['a'], models: ['m'] }));
    const question = { kind: 'report', path: reportPath, toBody: () => ({ runs: rows }) } as const;
    const { accepted, duplicates } = await this.client.ask(question, ReportedRuns);
    if (accepted + duplicates !== ids.length)
      this.client.faults.push(`${ids.length} rows from ${ids[0]} on: ${accepted} accepted, ${duplicates} duplicates`);
    for (const id of ids) this.reports.add(id);
  }

  /** Nothing tells an entry that is sent again: each try is one of its own. */
  async #logActivity(): Promise<void> {
    let taskId = '';
    const toBody = () => {
      taskId = `task-${(this.#made += 1)}`;
      this.activity.set(taskId, undefined);
      return { agent_id: 'mailer', activity_type: loadActivityType, status: 'success', task_id: taskId };
    };
    const { id } = await this.client.ask({ kind: 'activity', path: '/api/v1/agents/activity', toBody }, Logged);
    this.activity.set(taskId, id);
  }

  async #read(): Promise<void> {
    const path = reads[Math.floor(this.#random() * reads.length)] ?? reads[0];
    await this.client.ask({ kind: 'read', path: `/api/v1/${path}` }, z.unknown());
  }
}
