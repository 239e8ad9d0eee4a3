import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { System } from '@signalbox/contracts';

import { readRssMb } from '../../bench/figures.ts';
import { expectThat } from '../hostile/verdict.ts';
import { readMetrics } from '../servers/read-metrics.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { LoadClient } from './load-client.ts';
import { MixedLoad } from './mixed-load.ts';

const sampleMs = 2000;
/** Of the load: kept, so that the server's open files are not what its clients happen to need. */
const connections = 32;
/** What grows says nothing before: a server warms up, and what was deleted is cleared away once a minute. */
const leastMinutes = 10;

/** What is measured of the server, and how much more of it there may be at the end of the second half than at its beginning. */
const bounds = {
  // the heap breathes by some 40 MB; of 40 requests a second, 2 kB kept of each would be 140 MB in half an hour
  memoryMb: 64,
  // viewers come and go
  descriptors: 12,
  handles: 12,
  // the audit log: two entries of some 400 bytes for each chat; and what is deleted every minute only
  databaseMb: 24,
} as const;

type Measure = keyof typeof bounds;
type Sample = Readonly<Record<Measure, number>> & { readonly atMs: number };

export interface LongRunReport {
  readonly minutes: number;
  readonly answers: number;
  readonly refused: number;
  readonly views: number;
  /** At the end, and what came to it in the second half, along the line that fits best. */
  readonly measures: Readonly<Record<Measure, { readonly last: number; readonly more: number }>>;
  readonly faults: readonly string[];
}

const takeSample = async (server: ServerProcess, beganMs: number): Promise<Sample> => {
  const metric = await readMetrics(server);
  const { database } = System.parse(await server.call('query', 'system.get', {}));
  return {
    atMs: performance.now() - beganMs,
    memoryMb: readRssMb(server.pid),
    descriptors: readdirSync(`/proc/${server.pid}/fd`).length,
    handles: metric('nodejs_active_resources_total'),
    databaseMb: database.sizeBytes / 2 ** 20,
  };
};

/** How much more there is at the end than at the beginning, by the line of least squares. */
const toGrowth = (samples: readonly Sample[], measure: Measure): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanMs = mean(samples.map(({ atMs }) => atMs));
  const meanValue = mean(samples.map((sample) => sample[measure]));
  const covariance = mean(samples.map((sample) => (sample.atMs - meanMs) * (sample[measure] - meanValue)));
  const variance = mean(samples.map(({ atMs }) => (atMs - meanMs) ** 2));
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  return (covariance / variance) * spanMs;
};

const tell = ({ atMs, memoryMb, descriptors, handles, databaseMb }: Sample, answers: number): string =>
  `${Math.round(atMs / 60_000)} min\t${memoryMb.toFixed(0)} MB\t${descriptors} descriptors\t${handles} handles\t` +
  `database ${databaseMb.toFixed(1)} MB\t${answers} answers`;

/** Samples until the work is over, and prints a line a minute. */
const sampleDuring = async (
  server: ServerProcess,
  { load, work, log }: { readonly load: MixedLoad; readonly work: Promise<void>; readonly log: (line: string) => void },
): Promise<readonly Sample[]> => {
  const samples: Sample[] = [];
  const beganMs = performance.now();
  const ended = new AbortController();
  const over = work.finally(() => ended.abort());
  while (!ended.signal.aborted) {
    const sample = await takeSample(server, beganMs).catch((error: unknown) => void load.odd.push(String(error)));
    if (!sample) continue;
    const isNewMinute = Math.floor(sample.atMs / 60_000) > Math.floor((samples.at(-1)?.atMs ?? 0) / 60_000);
    if (isNewMinute) log(tell(sample, load.answers));
    samples.push(sample);
    await Promise.race([over, delay(sampleMs)]);
  }
  await over;
  return samples;
};

const judge = (minutes: number, growth: Readonly<Record<Measure, number>>): string[] => {
  if (minutes < leastMinutes) return [];
  return (['memoryMb', 'descriptors', 'handles', 'databaseMb'] as const).flatMap((measure) =>
    expectThat(
      growth[measure] <= bounds[measure],
      `${measure}: ${growth[measure].toFixed(1)} more in the second half, ${bounds[measure]} allowed`,
    ),
  );
};

/** What is left open once nobody uses the server any more. */
const judgeRest = async (server: ServerProcess): Promise<string[]> => {
  const { process, queue } = System.parse(await server.call('query', 'system.get', {}));
  const open = queue.queued + queue.running + queue.waiting;
  return [
    ...expectThat(process.openStreams === 0, `streams: ${process.openStreams} are open when everybody has left`),
    ...expectThat(open === 0, `runs: ${open} have not ended`),
  ];
};

/**
 * Uses a server for so many minutes in every way, deletes as much as is made, and judges that memory, open files, handles and
 * the database do not grow in the second half.
 */
export const runLong = async (options: {
  readonly minutes: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<LongRunReport> => {
  const { minutes, databaseUrl, log = () => undefined } = options;
  return withServer({ databaseUrl, demoTokensPerSecond: 0 }, async (server) => {
    const client = new LoadClient(server.url, connections);
    try {
      const load = await MixedLoad.open(server, client);
      const samples = await sampleDuring(server, { load, work: load.run(minutes * 60), log });
      const half = samples.filter(({ atMs }) => atMs >= minutes * 30_000);
      const toFigure = (measure: Measure) => {
        const last = Number((half.at(-1)?.[measure] ?? NaN).toFixed(1));
        return { last, more: Number(toGrowth(half, measure).toFixed(1)) };
      };
      const measures = {
        memoryMb: toFigure('memoryMb'),
        descriptors: toFigure('descriptors'),
        handles: toFigure('handles'),
        databaseMb: toFigure('databaseMb'),
      };
      const growth = {
        memoryMb: measures.memoryMb.more,
        descriptors: measures.descriptors.more,
        handles: measures.handles.more,
        databaseMb: measures.databaseMb.more,
      };
      const odd = [...new Set(load.odd)].slice(0, 5).map((answer) => `answers: ${answer}`);
      const faults = [...odd, ...judge(minutes, growth), ...(await judgeRest(server))];
      return { minutes, answers: load.answers, refused: load.refused, views: load.views, measures, faults };
    } finally {
      client.close();
    }
  });
};
