import { setTimeout as delay } from 'node:timers/promises';

import { AgentSpec, RunDetail, StartedRun } from '@signalbox/contracts';

import { type Vendor, vendors } from '../../src/testing/vendors.ts';
import { toVendorEnvironment } from '../hostile/vendor-environment.ts';
import { openVendorServer, type VendorServer } from '../hostile/vendor-server.ts';
import { createRandom } from '../random-numbers.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { judgeProviderRun } from './judge-provider-run.ts';
import { type ProviderFault, providerFaults, silenceSeconds } from './provider-faults.ts';
import { ServerWatch } from './server-watch.ts';
import { untilEnded } from './until-ended.ts';

/** Time after a run's end in which the model's server must have seen every connection of it close. */
const closeMs = 2000;

export interface ProvidersReport {
  readonly runs: number;
  readonly attempts: number;
  /** From the first start to the last end. */
  readonly allEndedMs: number;
  readonly mostMemoryMb: number;
  readonly longestLoopMs: number;
  /** Each begins with the fault, the vendor and the run's id. */
  readonly faults: readonly string[];
}

interface Cell {
  readonly key: string;
  readonly fault: ProviderFault;
  readonly vendor: Vendor;
}

/** So many cells that each fault comes as often as the others, over the vendors in turn, in an order of the seed's. */
const toCells = (count: number, random: () => number): Cell[] => {
  const first = Math.floor(random() * vendors.length);
  const cells = Array.from({ length: count }, (_, index) => {
    const fault = providerFaults[index % providerFaults.length];
    const vendor = vendors[(first + index + Math.floor(index / providerFaults.length)) % vendors.length];
    if (!fault || !vendor) throw new Error('there is no such fault');
    return { key: `cell-${index}`, fault, vendor, place: random() };
  });
  return cells.toSorted((a, b) => a.place - b.place);
};

const startRun = async (server: ServerProcess, models: VendorServer, { key, fault, vendor }: Cell): Promise<string> => {
  const spec = AgentSpec.parse({
    models: [{ provider: vendor.name, model: vendor.model }],
    tools: ['calculator'],
    limits: { wallTimeMs: fault.wallTimeMs },
  });
  const message = models.play(key, fault.toScene(vendor));
  return StartedRun.parse(await server.call('mutation', 'runs.start', { message, spec })).runId;
};

const judgeConnections = async (models: VendorServer, key: string, run: RunDetail): Promise<string[]> => {
  const seen = models.seen(key);
  const stored = run.events.filter(({ type }) => type === 'model-call-start').length;
  const faults = seen.length === stored ? [] : [`D4 the provider saw ${seen.length} attempts, ${stored} are stored`];
  const late = delay(closeMs, 'open' as const);
  const states = await Promise.all(seen.map(({ closed }) => Promise.race([closed, late])));
  const open = states.filter((state) => state === 'open').length;
  return open === 0 ? faults : [...faults, `${open} connections are open ${closeMs} ms after the end`];
};

const judgeCell = async (server: ServerProcess, models: VendorServer, cell: Cell & { readonly runId: string }) => {
  const run = RunDetail.parse(await server.call('query', 'runs.get', { runId: cell.runId }));
  const faults = [
    ...judgeProviderRun(run, cell.vendor, cell.fault),
    ...(await judgeConnections(models, cell.key, run)),
  ].map((fault) => `${cell.fault.name}, ${cell.vendor.name}, ${run.id}: ${fault}`);
  return { faults, attempts: models.seen(cell.key).length };
};

/**
 * Has so many runs at once on models' servers that fail in every way of L1, in the words of each vendor, and judges how
 * each run ended, what is kept and booked of it, and that every connection was closed.
 */
export const provokeProviders = async (options: {
  readonly count: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<ProvidersReport> => {
  const { count, seed, databaseUrl, log } = options;
  const cells = toCells(count, createRandom(seed));
  const models = await openVendorServer();
  const environment = {
    ...toVendorEnvironment(models.url),
    SIGNALBOX_MODEL_FIRST_EVENT_SECONDS: String(silenceSeconds),
    SIGNALBOX_MODEL_IDLE_SECONDS: String(silenceSeconds),
    SIGNALBOX_WORKER_CONCURRENCY: String(count),
  };
  try {
    return await withServer({ databaseUrl, environment }, async (server) => {
      const watch = ServerWatch.open(server);
      const beganMs = performance.now();
      const started = await Promise.all(
        cells.map(async (cell) => ({ ...cell, runId: await startRun(server, models, cell) })),
      );
      log?.(`${count} runs are under way`);
      const left = await untilEnded(
        server,
        started.map(({ runId }) => runId),
        Math.max(...providerFaults.map(({ withinMs }) => withinMs)),
      );
      const allEndedMs = Math.round(performance.now() - beganMs);
      log?.(`${count - left.length} runs ended in ${allEndedMs} ms`);
      const judged = await Promise.all(started.map((cell) => judgeCell(server, models, cell)));
      return {
        runs: count,
        attempts: judged.reduce((sum, { attempts }) => sum + attempts, 0),
        allEndedMs,
        ...(await watch.close()),
        faults: judged.flatMap(({ faults }) => faults),
      };
    });
  } finally {
    await models.close();
  }
};
