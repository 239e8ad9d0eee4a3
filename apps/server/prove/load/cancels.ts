import { setTimeout as delay } from 'node:timers/promises';

import { Run, RunDetail, StartedRun } from '@signalbox/contracts';
import { startStream } from '@signalbox/models/conformance';

import { type Vendor, vendors } from '../../src/testing/vendors.ts';
import { judgeLog } from '../crash/judge-runs.ts';
import { refuse, startPartly } from '../hostile/llm-scenes.ts';
import { toVendorEnvironment } from '../hostile/vendor-environment.ts';
import { openVendorServer, type Scene, type SeenRequest, type VendorServer } from '../hostile/vendor-server.ts';
import { expectThat } from '../hostile/verdict.ts';
import { createRandom } from '../random-numbers.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { drip } from './provider-faults.ts';

/** Runs that are cancelled side by side. */
const lanes = 10;
/** A run is cancelled at an instant up to this long after its start. */
const latestMs = 1500;
/** Promised from the cancel to the end, and to the closing of the call. */
const withinMs = 2000;

/** What a model's server is at when the run is cancelled. */
const scenes: readonly ((vendor: Vendor) => Scene)[] = [
  () => () => undefined,
  () => startStream,
  (vendor) => (exchange) => startPartly(vendor, exchange),
  drip(10),
  // the run waits for its next attempt
  () => (exchange) => refuse(exchange, 429, { 'retry-after': '1' }),
];

export interface CancelsReport {
  readonly cancels: number;
  /** Runs that had asked a model when they were cancelled. */
  readonly calledModels: number;
  readonly slowestEndMs: number;
  readonly slowestCloseMs: number;
  /** Each begins with its run's id. */
  readonly faults: readonly string[];
}

interface Cancelled {
  readonly run: RunDetail;
  readonly answeredMs: number;
  /** Undefined for a call that was not closed in time. */
  readonly closedMs: readonly (number | undefined)[];
  readonly isCalledLate: boolean;
}

const untilClosed = async ({ closed }: SeenRequest, fromMs: number): Promise<number | undefined> => {
  const isClosed = await Promise.race([closed.then(() => true), delay(withinMs, false)]);
  return isClosed ? performance.now() - fromMs : undefined;
};

const cancelOne = async (
  server: ServerProcess,
  models: VendorServer,
  one: { readonly key: string; readonly vendor: Vendor; readonly scene: Scene; readonly afterMs: number },
): Promise<Cancelled> => {
  const { key, vendor, scene, afterMs } = one;
  const input = { message: models.play(key, scene), model: `${vendor.name}/${vendor.model}` };
  const { runId } = StartedRun.parse(await server.call('mutation', 'runs.start', input));
  await delay(afterMs);
  const fromMs = performance.now();
  Run.parse(await server.call('mutation', 'runs.cancel', { runId }));
  const answeredMs = performance.now() - fromMs;
  const closedMs = await Promise.all(models.seen(key).map((seen) => untilClosed(seen, fromMs)));
  // whatever still came would come now
  await delay(withinMs - (performance.now() - fromMs));
  const isCalledLate = models.seen(key).some(({ atMs }) => atMs > fromMs + answeredMs);
  const run = RunDetail.parse(await server.call('query', 'runs.get', { runId }));
  return { run, answeredMs, closedMs, isCalledLate };
};

const judge = ({ run, answeredMs, closedMs, isCalledLate }: Cancelled): string[] =>
  [
    ...judgeLog(run),
    ...expectThat(run.status === 'cancelled', `L3 the status is ${run.status}`),
    ...expectThat(answeredMs <= withinMs, `L3 the end took ${Math.round(answeredMs)} ms`),
    ...expectThat(!closedMs.includes(undefined), `L3 a model call is open ${withinMs} ms after the cancel`),
    ...expectThat(!isCalledLate, 'L3 a model was asked after the cancel was answered'),
  ].map((fault) => `${run.id}: ${fault}`);

/**
 * Cancels so many runs at random instants, whatever their models' servers are at, and judges that each ends within 2 s
 * and that the servers see their connections close by then (L3).
 */
export const cancelRuns = async (options: {
  readonly cancels: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<CancelsReport> => {
  const { cancels, seed, databaseUrl, log } = options;
  const random = createRandom(seed);
  const models = await openVendorServer();
  const toCase = (index: number) => {
    const vendor = vendors[Math.floor(random() * vendors.length)];
    const toScene = scenes[index % scenes.length];
    if (!vendor || !toScene) throw new Error('there is no such scene');
    return { key: `cancel-${index}`, vendor, scene: toScene(vendor), afterMs: random() * latestMs };
  };
  const cases = Array.from({ length: cancels }, (_, index) => toCase(index));
  const done: Cancelled[] = [];
  try {
    await withServer({ databaseUrl, environment: toVendorEnvironment(models.url) }, async (server) => {
      const waiting = cases.values();
      const cancelInTurn = async (): Promise<void> => {
        for (const one of waiting) {
          done.push(await cancelOne(server, models, one));
          if (done.length % lanes === 0) log?.(`cancelled ${done.length} of ${cancels}`);
        }
      };
      await Promise.all(Array.from({ length: lanes }, cancelInTurn));
    });
  } finally {
    await models.close();
  }
  const slowest = (values: readonly (number | undefined)[]): number =>
    Math.round(Math.max(0, ...values.map((value) => value ?? Infinity)));
  return {
    cancels,
    calledModels: done.filter(({ closedMs }) => closedMs.length > 0).length,
    slowestEndMs: slowest(done.map(({ answeredMs }) => answeredMs)),
    slowestCloseMs: slowest(done.flatMap(({ closedMs }) => closedMs)),
    faults: done.flatMap(judge),
  };
};
