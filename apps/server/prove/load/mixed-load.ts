import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

import { RawStream } from '../../src/testing/raw-stream.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { arriveOpenly, type SendNext } from './arrivals.ts';
import { isRefused, type LoadAnswer, type LoadClient } from './load-client.ts';
import { chatRequest, createKey, loadKinds, manyRequests } from './load-kinds.ts';

/** A second, of each: far below what the server takes, so that what grows does not grow by waiting. */
const perSecond = { chat: 5, report: 2, activity: 10, read: 10 } as const;
const rowsPerReport = 20;
const viewers = 10;
/** How long a viewer stays. */
const viewMs = 5000;
/** A run is deleted when so many were started after it. */
const keptRuns = 50;
/** What happened so long ago is deleted at the next look: everything is kept for a day. */
const agoMs = 3 * 86_400_000;

const ChatAnswer = z.object({ run_id: z.string(), status: z.literal('completed') });

/** Everything that a server is used for, steadily, with as much deleted as is made. */
export class MixedLoad {
  readonly #server: ServerProcess;
  readonly #client: LoadClient;
  readonly #key: string;
  readonly #runs: string[] = [];
  /** Answers that were neither what was asked for nor an announced refusal. */
  readonly odd: string[] = [];
  answers = 0;
  /** Announced refusals: a machine that is busy with something else may be too slow for even this. */
  refused = 0;
  views = 0;
  #sent = 0;

  private constructor(server: ServerProcess, client: LoadClient, key: string) {
    this.#server = server;
    this.#client = client;
    this.#key = key;
  }

  /** Has the workspace keep things for a day. */
  static async open(server: ServerProcess, client: LoadClient): Promise<MixedLoad> {
    await server.call('mutation', 'workspace.update', { keepRunsDays: 1, keepActivityDays: 1 });
    return new MixedLoad(server, client, await createKey(server, ['admin'], manyRequests));
  }

  async run(seconds: number): Promise<void> {
    const read = loadKinds.find(({ name }) => name === 'read');
    const sends: Readonly<Record<keyof typeof perSecond, SendNext>> = {
      chat: () => this.#chat(),
      report: () => this.#client.send(this.#key, this.#toReport()),
      activity: () => this.#client.send(this.#key, this.#toActivity()),
      read: () => this.#client.send(this.#key, read?.toRequest((this.#sent += 1)) ?? chatRequest),
    };
    const kinds = ['chat', 'report', 'activity', 'read'] as const;
    const loads = kinds.map((kind) =>
      arriveOpenly(() => this.#count(kind, sends[kind]()), { perSecond: perSecond[kind], seconds }),
    );
    const endMs = performance.now() + seconds * 1000;
    const watching = Array.from({ length: viewers }, () => this.#view(endMs));
    await Promise.all([...loads, ...watching]);
  }

  async #count(kind: string, asked: Promise<LoadAnswer>): Promise<LoadAnswer> {
    const answer = await asked;
    this.answers += 1;
    if (isRefused(answer)) this.refused += 1;
    else if (answer.status !== 200) this.odd.push(`${kind}: ${answer.status} ${answer.body.slice(0, 120)}`);
    return answer;
  }

  /** Asks, and deletes the oldest run that is left when there are enough. */
  async #chat(): Promise<LoadAnswer> {
    const answer = await this.#client.send(this.#key, chatRequest);
    const parsed = answer.status === 200 ? ChatAnswer.safeParse(JSON.parse(answer.body)) : undefined;
    if (parsed?.success !== true) return answer;
    this.#runs.push(parsed.data.run_id);
    const oldest = this.#runs.length > keptRuns ? this.#runs.shift() : undefined;
    if (oldest !== undefined) {
      const path = `/api/v1/runs/${oldest}`;
      await this.#count('delete', this.#client.send(this.#key, { method: 'DELETE', path }));
    }
    return answer;
  }

  #toReport() {
    const created = new Date(Date.now() - agoMs).toISOString();
    const row = () => ({ id: (this.#sent += 1), created, status: 'completed', time_taken: '2s', tools: ['a'] });
    const body = JSON.stringify({ runs: Array.from({ length: rowsPerReport }, row) });
    return { method: 'POST', path: '/api/v1/agents/load/versions/1.0/runs', body } as const;
  }

  #toActivity() {
    const timestamp = new Date(Date.now() - agoMs).toISOString();
    const body = JSON.stringify({ agent_id: 'load', status: 'success', output: 'Something was done', timestamp });
    return { method: 'POST', path: '/api/v1/agents/activity', body } as const;
  }

  /** Watches the workspace for a while, leaves, and comes back. */
  async #view(untilMs: number): Promise<void> {
    while (performance.now() < untilMs) {
      const stream = await RawStream.open(this.#server.url, {}, { authorization: `Bearer ${this.#key}` });
      this.views += 1;
      if (stream.response.status !== 200) this.odd.push(`viewer: ${stream.response.status}`);
      await delay(Math.min(viewMs, Math.max(0, untilMs - performance.now())));
      stream.leave();
      await stream.ended;
    }
  }
}
