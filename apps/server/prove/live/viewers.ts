import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { CreatedApiKey, ReportedRuns } from '@signalbox/contracts';
import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import type { Proof } from '../run-proof.ts';
import { ServerProcess } from '../servers/server-process.ts';
import type { CrowdReport } from './crowd-messages.ts';
import { Crowd } from './crowd.ts';

/** Promised of 50,000 viewers, and held against fewer too. */
const bounds = { connectMs: 60_000, returnMs: 60_000, memoryMb: 2048 } as const;
/** Most viewers of a process are 12,000: when one of six is killed, the others have room for its viewers. */
const viewersPerServer = 8400;
/** As many as a key may have in a process. */
const viewersPerKey = 200;

export interface ViewersOptions {
  readonly viewers: number;
  readonly seed: number;
  readonly databaseUrl: string;
  /** Reports that all viewers are told of, before and after the kill. */
  readonly said: number;
  /** Time between two of them: telling 50,000 takes a while. */
  readonly saidEveryMs: number;
  readonly log?: (line: string) => void;
}

/** Memory of a process, what it shares with others counted in its part: sums of it are what the machine gives. */
const readMemoryMb = (pid: number | undefined): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;

/** Servers on one port, and a worker. */
class SharedPort {
  readonly port: number;
  readonly webs: readonly ServerProcess[];
  readonly worker: ServerProcess;
  readonly #folder: string;
  #reports = 0;

  private constructor(folder: string, ports: readonly [number, number], options: ViewersOptions) {
    this.#folder = folder;
    const shared = {
      dataDir: join(folder, 'data'),
      toolsDir: folder,
      databaseUrl: options.databaseUrl,
      providerLedger: '',
    };
    // as npm start runs it
    const environment = { SIGNALBOX_PORT_SHARING: 'on', NODE_OPTIONS: '--max-semi-space-size=8' };
    [this.port] = ports;
    const count = Math.max(2, Math.ceil(options.viewers / viewersPerServer));
    this.webs = Array.from(
      { length: count },
      () => new ServerProcess({ ...shared, environment, role: 'web', port: ports[0] }),
    );
    this.worker = new ServerProcess({ ...shared, role: 'worker', port: ports[1] });
  }

  static async open(options: ViewersOptions): Promise<SharedPort> {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-viewers-'));
    const servers = new SharedPort(folder, [await takePort(), await takePort()], options);
    const [first, ...others] = servers.webs;
    // the first makes the tables and the keys of the data folder
    await first?.start();
    await Promise.all([...others, servers.worker].map((server) => server.start()));
    return servers;
  }

  get memoryMb(): number {
    return [...this.webs, this.worker].reduce((sum, { pid }) => sum + readMemoryMb(pid), 0);
  }

  async createKeys(count: number): Promise<string[]> {
    const input = { name: 'viewers', scopes: ['read'], requestsPerMinute: 1_000_000 };
    const keys: string[] = [];
    for (let made = 0; made < count; made += 1) {
      keys.push(CreatedApiKey.parse(await this.webs[0]?.call('mutation', 'apiKeys.create', input)).key);
    }
    return keys;
  }

  /** Something that every viewer is told: a run was reported. */
  async say(): Promise<void> {
    const run = { id: String((this.#reports += 1)), status: 'completed', createdAt: new Date().toISOString() };
    const report = { agent: 'elsewhere', version: '1', runs: [run] };
    ReportedRuns.parse(await this.webs[0]?.call('mutation', 'runs.report', report));
  }

  async close(): Promise<void> {
    await Promise.all([...this.webs, this.worker].map((server) => server.kill('SIGTERM')));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Resolves with how long it took until all have a stream, or with Infinity. */
const waitForAll = async (crowd: Crowd, count: number, mostMs: number): Promise<number> => {
  const beganMs = performance.now();
  for (;;) {
    const { open } = await crowd.report();
    const tookMs = performance.now() - beganMs;
    if (open === count) return tookMs;
    if (tookMs > mostMs * 2) return Infinity;
    await delay(250);
  }
};

/** Waits until every viewer of each hub has the same last frame, which is when nothing is under way. */
const settle = async (crowd: Crowd): Promise<CrowdReport> => {
  const deadline = performance.now() + 30_000;
  for (let last = -1; ;) {
    const report = await crowd.report();
    const isEven = Object.values(report.hubs).every(({ lowest, highest }) => lowest === highest);
    if ((isEven && report.deliveries === last) || performance.now() > deadline) return report;
    last = report.deliveries;
    await delay(1000);
  }
};

const toPercentileMs = (ages: readonly number[], share: number): number => {
  let left = ages.reduce((sum, count) => sum + count, 0) * share;
  return ages.findIndex((count) => (left -= count) < 0) * 10;
};

/** What is wrong with how all viewers stand while nothing is said. */
const judgeCrowd = (
  { open, waiting, hubs, faults, faultCount }: CrowdReport,
  { viewers, servers }: { readonly viewers: number; readonly servers: number },
): string[] => {
  const found = faultCount > 0 ? [`${faultCount} viewers had a gap:`, ...faults] : [];
  if (open !== viewers)
    found.push(`${open} of ${viewers} viewers have a stream, the others wait: ${JSON.stringify(waiting)}`);
  for (const [hub, { lowest, highest }] of Object.entries(hubs)) {
    if (lowest !== highest) found.push(`of hub ${hub}’s viewers one is at ${lowest}, another at ${highest}`);
  }
  const count = Object.keys(hubs).length;
  if (count !== servers) found.push(`${servers} processes have viewers at ${count} hubs`);
  return found;
};

const sayOften = async (servers: SharedPort, { said: times, saidEveryMs }: ViewersOptions): Promise<void> => {
  for (let said = 0; said < times; said += 1) {
    const next = delay(saidEveryMs);
    await servers.say();
    await next;
  }
};

const attack = async (servers: SharedPort, crowd: Crowd, options: ViewersOptions) => {
  const { viewers, said, seed, log } = options;
  const connectMs = await waitForAll(crowd, viewers, bounds.connectMs);
  log?.(`${viewers} viewers have a stream after ${(connectMs / 1000).toFixed(1)} s`);
  const idleMb = servers.memoryMb;
  await sayOften(servers, options);
  const before = await settle(crowd);
  const faults = judgeCrowd(before, { viewers, servers: servers.webs.length });
  if (Object.keys(before.closed).length > 0)
    faults.push(`streams ended by themselves: ${JSON.stringify(before.closed)}`);
  const memoryMb = servers.memoryMb;

  const others = servers.webs.slice(1);
  const victim = others[Math.floor(createRandom(seed)() * others.length)];
  await victim?.kill();
  while (Object.keys((await crowd.report()).closed).length === 0) await delay(20);
  const [returnMs] = await Promise.all([waitForAll(crowd, viewers, bounds.returnMs), victim?.start()]);
  log?.(`the viewers of the killed process are back after ${(returnMs / 1000).toFixed(1)} s`);
  await sayOften(servers, options);
  const after = await settle(crowd);
  faults.push(...judgeCrowd(after, { viewers, servers: Object.keys(after.hubs).length }));
  const [lost = 0, ...more] = Object.values(after.closed);
  if (more.length > 0) faults.push(`one process was killed, and viewers of ${more.length} others were cut off`);
  const expected = viewers * said * 2;
  if (after.deliveries < expected) faults.push(`${after.deliveries} frames came, of at least ${expected}`);
  return { faults, connectMs, returnMs, idleMb, memoryMb, report: after, lost };
};

/**
 * Lets viewers in from several addresses to several processes on one port, tells them things, kills one process, and tells
 * them more. Every connection checks the number of each frame.
 */
export const proveViewers = async (options: ViewersOptions): Promise<Proof> => {
  const { viewers } = options;
  const servers = await SharedPort.open(options);
  let crowd: Crowd | undefined;
  try {
    const keys = await servers.createKeys(Math.ceil(viewers / viewersPerKey));
    const emptyMb = servers.memoryMb;
    crowd = Crowd.open({ port: servers.port, keys, count: viewers });
    const { faults, report, connectMs, returnMs, ...figures } = await attack(servers, crowd, options);
    if (connectMs > bounds.connectMs) faults.push(`connecting took ${connectMs} ms`);
    if (returnMs > bounds.returnMs) faults.push(`coming back took ${returnMs} ms`);
    if (figures.memoryMb > bounds.memoryMb) faults.push(`the servers hold ${figures.memoryMb} MB`);
    return {
      passed: faults.length === 0 ? viewers : 0,
      faults,
      figures: {
        viewers,
        processes: servers.webs.length,
        connectSeconds: connectMs / 1000,
        returnSeconds: returnMs / 1000,
        emptyMb,
        ...figures,
        kbPerViewer: ((figures.memoryMb - emptyMb) * 1024) / viewers,
        deliveries: report.deliveries,
        p50Ms: toPercentileMs(report.ages, 0.5),
        p99Ms: toPercentileMs(report.ages, 0.99),
        refusals: report.refusals,
      },
    };
  } finally {
    await crowd?.close();
    await servers.close();
  }
};
