import { setTimeout as delay } from 'node:timers/promises';

import { isFinalRunStatus, Run } from '@signalbox/contracts';
import { z } from 'zod';

import type { HostileClient } from './hostile-client.ts';

/** A run that has not ended by then never will. */
const maxRunMs = 50_000;
const pauseMs = 150;
/** Runs that one question may name. */
const maxIds = 100;

const Listed = z.object({ result: z.object({ data: z.object({ items: z.array(Run) }) }) });

interface Awaited {
  readonly runId: string;
  readonly deadlineMs: number;
  readonly ended: PromiseWithResolvers<void>;
}

/** Says when runs have ended, by one question for all of them: one for each would be a load of its own. */
export class RunEnds {
  readonly #client: HostileClient;
  readonly #awaited = new Set<Awaited>();
  #isAsking = false;
  /** What was wrong with the answers. */
  readonly faults: string[] = [];

  constructor(client: HostileClient) {
    this.#client = client;
  }

  /** Resolves when the run has ended; rejects when it does not. */
  async until(runId: string): Promise<void> {
    const one = { runId, deadlineMs: performance.now() + maxRunMs, ended: Promise.withResolvers<void>() };
    this.#awaited.add(one);
    if (!this.#isAsking) void this.#askOn();
    await one.ended.promise;
  }

  async #askOn(): Promise<void> {
    this.#isAsking = true;
    while (this.#awaited.size > 0) {
      const asked = [...this.#awaited].slice(0, maxIds);
      try {
        await this.#ask(asked);
      } catch (error) {
        for (const one of asked) this.#end(one, error);
      }
      await delay(pauseMs);
    }
    this.#isAsking = false;
  }

  async #ask(asked: readonly Awaited[]): Promise<void> {
    const input = { ids: [...new Set(asked.map(({ runId }) => runId))], limit: maxIds };
    const answer = await this.#client.call('query', 'runs.list', { input, faults: this.faults });
    const listed = Listed.safeParse(answer.value);
    if (!listed.success) throw new Error(`the list of runs failed: ${answer.text.slice(0, 300)}`);
    const { items } = listed.data.result.data;
    for (const one of asked) {
      const status = items.find(({ id }) => id === one.runId)?.status;
      if (status && isFinalRunStatus(status)) this.#end(one);
      else if (performance.now() > one.deadlineMs)
        this.#end(one, new Error(`the run ${one.runId} is still ${status ?? 'unknown'}`));
    }
  }

  #end(one: Awaited, error?: unknown): void {
    this.#awaited.delete(one);
    if (error === undefined) one.ended.resolve();
    else one.ended.reject(error);
  }
}
