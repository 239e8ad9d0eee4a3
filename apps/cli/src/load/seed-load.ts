import { setTimeout as delay } from 'node:timers/promises';

import { isSignalboxError, type SignalboxClient } from '@signalbox/client';

import { untilAllowed } from '../until-allowed.ts';
import { loadAgents, toLoadRun } from './to-load-run.ts';

/** Runs of one report, and reports that are under way at once: more do not go faster. */
const batchSize = 500;
const lanes = 6;

export interface SeedLoadOptions {
  readonly client: SignalboxClient;
  readonly runs: number;
  readonly days: number;
  readonly signal: AbortSignal;
  readonly onStored: (runs: number) => void;
}

const firstWaitMs = 200;

/** A report sent again while the server is behind with others. */
const report = async (
  { client, signal }: SeedLoadOptions,
  input: Parameters<SignalboxClient['runs']['report']['mutate']>[0],
) => {
  for (;;) {
    try {
      return await untilAllowed(() => client.runs.report.mutate(input, { signal }), signal);
    } catch (error) {
      if (!isSignalboxError(error, 'report.behind')) throw error;
      await delay(error.retryAfterMs ?? firstWaitMs, undefined, { signal });
    }
  }
};

/** Reports synthetic runs as fast as the server takes them; answers how many it stored. */
export const seedLoad = async (options: SeedLoadOptions): Promise<number> => {
  const { runs, days, onStored } = options;
  const nowMs = Date.now();
  const batch = nowMs.toString(36);
  let next = 0;
  let stored = 0;
  const work = async (): Promise<void> => {
    while (next < runs) {
      const first = next;
      next = Math.min(runs, next + batchSize);
      const { agent, version } = loadAgents[(first / batchSize) % loadAgents.length] ?? {
        agent: 'load-1',
        version: '1.0',
      };
      const rows = Array.from({ length: next - first }, (_, index) =>
        toLoadRun(first + index, { runs, days, nowMs, batch }),
      );
      const { accepted } = await report(options, { agent, version, runs: rows });
      stored += accepted;
      onStored(rows.length);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return stored;
};
