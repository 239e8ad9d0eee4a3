import { setTimeout as delay } from 'node:timers/promises';

import { takePort } from '@signalbox/testing/take-port';

import { createRandom } from '../random-numbers.ts';
import { Installation } from './installation.ts';
import { judgeLoad } from './judge-load.ts';
import { Load } from './load.ts';
import { RoundRobinFront } from './round-robin-front.ts';
import type { ServiceProcess } from './service-process.ts';

/** G1. */
const stopMs = 20_000;
/** Longest time between two restarts. */
const pauseMs = 1500;

export interface RollingRestartReport {
  readonly rounds: number;
  readonly runs: number;
  readonly reports: number;
  readonly activity: number;
  readonly answers: number;
  /** Times that a page was told to read anew. */
  readonly resets: number;
  /** Slowest orderly stop of a web process and of a worker. */
  readonly slowestStopMs: { readonly web: number; readonly worker: number };
  readonly faults: readonly string[];
}

const restart = async (part: ServiceProcess, faults: string[]): Promise<number> => {
  const { exitCode, tookMs } = await part.stop();
  if (exitCode !== 0) faults.push(`G1 ${part.name} ended with ${exitCode}:\n${part.output}`);
  if (tookMs > stopMs) faults.push(`G1 ${part.name} took ${tookMs} ms to stop`);
  await part.start();
  return tookMs;
};

/**
 * Restarts two web processes behind a front and two workers by SIGTERM, one after another, as often as told, under chats,
 * reports, activity, reads and viewers: no request fails, streams go on elsewhere, runs are handed over without a step lost
 * or doubled, and each process ends with 0 within 20 s (G1).
 */
export const rollingRestart = async (options: {
  readonly rounds: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}): Promise<RollingRestartReport> => {
  const { rounds, seed, log } = options;
  const random = createRandom(seed);
  const port = await takePort();
  const url = `http://127.0.0.1:${port}`;
  const installation = await Installation.open({ webs: 2, workers: 2, publicUrl: url });
  const webs = installation.webs.map(({ process }) => process);
  const front = await RoundRobinFront.open(
    port,
    installation.webs.map((web) => web.url),
  );
  const slowestStopMs = { web: 0, worker: 0 };
  const faults: string[] = [];
  let load: Load | undefined;
  try {
    await installation.redis.start();
    for (const part of [...webs, ...installation.workers]) await part.start();
    load = new Load({ url, key: await installation.createKey(url), random });
    load.start();
    for (let round = 1; round <= rounds; round += 1) {
      for (const [role, processes] of [
        ['web', webs],
        ['worker', installation.workers],
      ] as const) {
        for (const part of processes) {
          await delay(random() * pauseMs);
          slowestStopMs[role] = Math.max(slowestStopMs[role], await restart(part, faults));
          await load.client.untilAnswered(['chat', 'start', 'report', 'activity', 'read']);
        }
      }
      log?.(`restarted all ${round} of ${rounds} times, ${load.client.faults.length} faults so far`);
    }
    await load.end();
    await judgeLoad(load);
    const { runs, reports, activity, hubViewers, client } = load;
    return {
      rounds,
      runs: runs.size,
      reports: reports.size,
      activity: activity.size,
      answers: client.counts.answers,
      resets: hubViewers.reduce((sum, { resets }) => sum + resets, 0),
      slowestStopMs,
      faults: [...faults, ...client.faults],
    };
  } finally {
    load?.close();
    front.close();
    await installation.close();
  }
};
