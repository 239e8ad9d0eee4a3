import { ActivityPage, LiveFrame } from '@signalbox/contracts';
import { z } from 'zod';

import type { InsistentClient } from './insistent-client.ts';
import { openStream } from './open-stream.ts';

/** Activity of a load, told from that of runs. */
export const loadActivityType = 'load';

const Answer = z.object({ result: z.object({ data: ActivityPage }) });
const pageLimit = 100;

/** A page that shows activity: hears of entries, and reads the list anew when it is told that it may have missed some. */
export class HubViewer {
  readonly #client: InsistentClient;
  readonly #known = new Set<string>();
  readonly #left = new AbortController();
  readonly #waiting = new Set<() => void>();
  #lastId: string | undefined;
  resets = 0;

  constructor(client: InsistentClient) {
    this.#client = client;
  }

  start(): void {
    this.#watch().catch((error: unknown) => this.#client.faults.push(`a viewer ended: ${String(error)}`));
  }

  close(): void {
    this.#left.abort();
  }

  /** Which of the entries it has still not heard of when the time is over. */
  async listMissing(ids: readonly string[], timeoutMs: number): Promise<string[]> {
    const listNow = (): string[] => ids.filter((id) => !this.#known.has(id));
    const late = AbortSignal.timeout(timeoutMs);
    while (listNow().length > 0 && !late.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      late.addEventListener('abort', () => resolve(), { once: true });
      await promise;
    }
    return listNow();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#left;
    while (!signal.aborted) {
      for await (const { id, data } of openStream(this.#client, {
        path: '/trpc/live.watch',
        lastId: this.#lastId,
        signal,
      })) {
        await this.#take(LiveFrame.parse(JSON.parse(data)));
        this.#lastId = id ?? this.#lastId;
      }
    }
  }

  async #take(frame: LiveFrame): Promise<void> {
    if (frame.type === 'activity-added') this.#know(frame.activityIds);
    if (frame.type !== 'reset') return;
    this.resets += 1;
    await this.#readAnew();
  }

  /** Pages, newest first, until one has nothing that is new. */
  async #readAnew(): Promise<void> {
    let cursor: string | null = null;
    for (;;) {
      const input: object = { type: loadActivityType, limit: pageLimit, ...(cursor !== null && { cursor }) };
      const path = `/trpc/activity.list?input=${encodeURIComponent(JSON.stringify(input))}`;
      const page: ActivityPage = (await this.#client.ask({ kind: 'read', path }, Answer)).result.data;
      const ids = page.items.map(({ id }) => id);
      const hasNew = ids.some((id) => !this.#known.has(id));
      this.#know(ids);
      if (!hasNew || page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  #know(ids: readonly string[]): void {
    for (const id of ids) this.#known.add(id);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
