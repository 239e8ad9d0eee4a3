import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { isFinalRunStatus, StartedRun } from '@signalbox/contracts';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { readMetrics } from '../servers/read-metrics.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { type CutViewer, type Scene, type Seen, watchFeed, watchHubAlone, watchRuns, watchTab } from './cut-viewers.ts';
import { type Cut, cutKinds, CuttingProxy } from './cutting-proxy.ts';
import { listStatuses, type Statuses } from './hub-page.ts';

/** Unfinished runs kept under way. */
const runsUnderWay = 4;
/** Longest that everything may take to end once no more is started: a lease of 15 s, and the rest of the runs. */
const endMs = 120_000;
/** A stream whose viewer is gone is noticed sooner, also behind a line that was silent for 5 s. */
const noticeMs = 15_000;
/** A restart is over sooner. */
const answerMs = 60_000;

/** Half of all viewers watch runs; the others show lists, with and without a run. */
const viewerKinds: readonly (readonly [string, CutViewer])[] = [
  ['runs.watch', watchRuns],
  ['live.watch with a run', watchTab],
  ['runs.watch', watchRuns],
  ['live.watch', watchHubAlone],
  ['runs.watch', watchRuns],
  ['WS /ws/activity', watchFeed],
];

export interface CutsOptions {
  readonly viewers: number;
  /** Cuts of each viewer, beside those by kills. */
  readonly cuts: number;
  /** `kill -9` of the server, and starts of another. */
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}

/** A server with runs under way, which is killed now and then. */
class CutStage {
  readonly server: ServerProcess;
  readonly runIds: string[] = [];
  isOver = false;
  readonly stored = Promise.withResolvers<Statuses>();
  readonly #random: () => number;

  constructor(server: ServerProcess, random: () => number) {
    this.server = server;
    this.#random = random;
  }

  /** Asks until the server is there. */
  readonly ask = async (procedure: string, input: object): Promise<unknown> => {
    const deadline = performance.now() + answerMs;
    for (;;) {
      try {
        return await this.server.call('query', procedure, input);
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(50);
      }
    }
  };

  /** One of those that were started last. */
  readonly pickRun = (): string =>
    this.runIds.at(-1 - Math.floor(this.#random() * runsUnderWay)) ?? this.runIds[0] ?? '';

  async startRun(): Promise<void> {
    const additions = Array.from(
      { length: 3 + Math.floor(this.#random() * 9) },
      (_, index) => `, then add ${index + 2}`,
    );
    const started = await this.server.call('mutation', 'runs.start', { message: `1 + 1${additions.join('')}` });
    this.runIds.push(StartedRun.parse(started).runId);
  }

  async countOpen(): Promise<number> {
    const statuses = await listStatuses(this.ask);
    return [...statuses.values()].filter((status) => !isFinalRunStatus(status)).length;
  }

  /** Keeps runs under way until it is over, and then waits for the last of them. */
  async keepRunning(): Promise<void> {
    while (!this.isOver) {
      const open = await this.countOpen();
      // a kill may cut any of these off; what was stored all the same is in the list
      for (let index = open; index < runsUnderWay; index += 1) await this.startRun().catch(() => undefined);
      await delay(200);
    }
    const deadline = performance.now() + endMs;
    while ((await this.countOpen()) > 0 && performance.now() < deadline) await delay(200);
    this.stored.resolve(await listStatuses(this.ask));
  }
}

/** Cuts of every kind: most within the first frames, some late. */
const createCutter =
  (random: () => number): (() => Cut) =>
  () => {
    const kind = cutKinds[Math.floor(random() * cutKinds.length)] ?? 'reset';
    return { kind, afterBytes: Math.floor(random() * 5000), afterMs: 50 + random() * 1000 };
  };

const sumCuts = (proxies: readonly CuttingProxy[]): number => proxies.reduce((sum, { total }) => sum + total, 0);

/** Kills the server evenly spread over the cuts; resolves when all are done. */
const killNowAndThen = async (
  stage: CutStage,
  proxies: readonly CuttingProxy[],
  options: CutsOptions,
): Promise<void> => {
  const { viewers, cuts, kills, log } = options;
  for (let kill = 1; kill <= kills; kill += 1) {
    while (sumCuts(proxies) < (viewers * cuts * kill) / (kills + 1)) await delay(20);
    await stage.server.kill();
    await stage.server.start();
    log?.(`killed ${kill} of ${kills}, ${sumCuts(proxies)} cuts, ${stage.runIds.length} runs so far`);
  }
  while (sumCuts(proxies) < viewers * cuts) await delay(20);
};

const openStage = async (folder: string, { seed, databaseUrl }: CutsOptions): Promise<CutStage> => {
  const server = new ServerProcess({
    dataDir: join(folder, 'data'),
    port: await takePort(),
    toolsDir: folder,
    databaseUrl,
    providerLedger: join(folder, 'provider.jsonl'),
    demoTokensPerSecond: 200,
  });
  await server.start();
  return new CutStage(server, createRandom(seed));
};

const openProxies = (port: number, { viewers, cuts, seed }: CutsOptions): Promise<CuttingProxy[]> =>
  Promise.all(
    Array.from({ length: viewers }, (_, index) =>
      CuttingProxy.open(port, { most: cuts, nextCut: createCutter(createRandom(seed * 1000 + index)) }),
    ),
  );

/** What the server still holds of the viewers that are gone. */
const judgeLeft = async (server: ServerProcess): Promise<string[]> => {
  const deadline = performance.now() + noticeMs;
  for (;;) {
    const open = (await readMetrics(server))('signalbox_open_streams');
    if (open === 0) return [];
    if (performance.now() > deadline) return [`the server holds ${open} streams that nobody has any more`];
    await delay(100);
  }
};

const toFigures = (proxies: readonly CuttingProxy[], seen: readonly (Seen & { readonly kind: string })[]) => {
  const cuts: Record<string, number> = {};
  for (const kind of cutKinds) cuts[kind] = proxies.reduce((sum, proxy) => sum + proxy.cuts[kind], 0);
  const messages: Record<string, number> = {};
  for (const { kind, events } of seen) messages[kind] = (messages[kind] ?? 0) + events;
  return { cuts, messages };
};

/**
 * Lets viewers watch runs, lists and the feed of activity through proxies that cut each of them off `cuts` times, kills the
 * server meanwhile, and holds what each has at the end against what is stored. The same seed makes the same cuts; instants
 * depend on the machine.
 */
export const proveCuts = async (options: CutsOptions) => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-cuts-'));
  const stage = await openStage(folder, options);
  const proxies = await openProxies(Number(new URL(stage.server.url).port), options);
  try {
    for (let index = 0; index < runsUnderWay; index += 1) await stage.startRun();
    const { ask, pickRun, stored, server } = stage;
    const headers = { authorization: `Bearer ${server.token}` };
    const scene: Scene = {
      ask,
      pickRun,
      headers,
      isOver: () => stage.isOver,
      stored: stored.promise,
      patienceMs: 1500,
    };
    const running = stage.keepRunning();
    const watching = Promise.all(
      proxies.map(async (proxy, index) => {
        const [kind, watch] = viewerKinds[index % viewerKinds.length] ?? ['runs.watch', watchRuns];
        const seen = await watch(scene, proxy);
        return { ...seen, kind, faults: seen.faults.map((fault) => `viewer ${index}, ${kind}: ${fault}`) };
      }),
    );
    await Promise.race([killNowAndThen(stage, proxies, options), watching, running]);
    stage.isOver = true;
    const seen = await watching;
    await running;
    await Promise.all(proxies.map((proxy) => proxy.close()));
    const faults = [...seen.flatMap((viewer) => viewer.faults), ...(await judgeLeft(server))];
    const intact = seen.filter((viewer) => viewer.faults.length === 0).length;
    return { faults, intact, kills: options.kills, runs: (await stored.promise).size, ...toFigures(proxies, seen) };
  } finally {
    stage.isOver = true;
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await stage.server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
};
