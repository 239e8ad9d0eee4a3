import type { LiveFrame } from '@signalbox/contracts';
import { listKnownRuns } from '@signalbox/database';
import { toWorkspaceTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Time over which changes are told together. */
const collectMs = 250;
/** More changed runs than this are told as "any may have". */
const maxRunIds = 100;
/** Whether watched runs still exist is looked up this often without a hint. */
const lookMs = 10_000;

/** Runs of a workspace that changed since they were last taken. */
class ChangedRuns {
  readonly #ids = new Set<string>();
  #isAny = false;
  #news = Promise.withResolvers<void>();

  add(runId: string): void {
    if (!this.#isAny) this.#ids.add(runId);
    if (this.#ids.size > maxRunIds) this.addAny();
    this.#news.resolve();
  }

  addAny(): void {
    this.#isAny = true;
    this.#ids.clear();
    this.#news.resolve();
  }

  /** Resolves when there is something to take, after the time, or when the signal aborts. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const news = this.#news;
    const end = (): void => news.resolve();
    const timer = setTimeout(end, timeoutMs);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    await news.promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }

  /** The ids, none for "any"; undefined when nothing changed. */
  take(): string[] | undefined {
    const ids = [...this.#ids];
    const hasNews = this.#isAny || ids.length > 0;
    this.#isAny = false;
    this.#ids.clear();
    this.#news = Promise.withResolvers();
    return hasNews ? ids : undefined;
  }
}

const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve());
  if (signal.aborted) resolve();
  await promise;
  clearTimeout(timer);
};

/** Which runs of the workspace changed, four times a second at most, and which of the watched ones are gone. */
export const watchChanges = async function* (
  services: ApiServices,
  { workspaceId, runIds }: { readonly workspaceId: string; readonly runIds: readonly string[] },
  signal: AbortSignal,
): AsyncGenerator<LiveFrame, void> {
  const changed = new ChangedRuns();
  const stops = [
    services.events.subscribe(toWorkspaceTopic(workspaceId), (runId) => changed.add(runId)),
    services.events.onGap(() => changed.addAny()),
  ];
  let watched = new Set(runIds);
  try {
    for (let ids: string[] | undefined; !signal.aborted;) {
      const mayBeGone = !ids || ids.length === 0 || ids.some((id) => watched.has(id));
      if (mayBeGone && watched.size > 0) {
        const known = new Set(await listKnownRuns(services.database.db, { workspaceId, runIds: [...watched] }));
        for (const runId of watched) if (!known.has(runId)) yield { type: 'run-gone', runId };
        watched = known;
      }
      await changed.wait(lookMs, signal);
      await sleep(collectMs, signal);
      ids = changed.take();
      if (ids && !signal.aborted) yield { type: 'runs-changed', runIds: ids };
    }
  } finally {
    for (const stop of stops) stop();
  }
};
