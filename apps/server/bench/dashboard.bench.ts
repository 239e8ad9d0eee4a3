import { findFirstWorkspace, foldRuns } from '@signalbox/database';
import { fillMonth, openTestDatabase, settleDatabase, type TestDatabase } from '@signalbox/database/testing';

import { createRandom } from '../prove/random-numbers.ts';
import type { ServerProcess } from '../prove/servers/server-process.ts';
import { withServer } from '../prove/servers/with-server.ts';
import { toPercentile } from './figures.ts';

/** Promised of each answer over HTTP: its p95, and its median of the larger amount against that of the smaller one. */
const bounds = { p95Ms: 50, ratio: 2 } as const;
const amounts = [1_000_000, 10_000_000];
const rounds = 220;
/** Not counted: code that nobody has asked for yet is slow. */
const warmUpRounds = 20;
const dayMs = 86_400_000;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Answers with microseconds a run. */
const foldAll = async ({ db }: TestDatabase, runs: number): Promise<number> => {
  const startMs = performance.now();
  for (let left = runs; left > 0;) left -= (await foldRuns(db, 5000)).runs;
  return ((performance.now() - startMs) * 1000) / runs;
};

/** What the pages ask for, as it is asked now. */
const toQuestions = (): Readonly<Record<string, readonly [name: string, input: object]>> => {
  const now = new Date();
  const until = now.toISOString();
  const midnightMs = Math.floor(now.getTime() / dayMs) * dayMs;
  const since = (days: number) => ({ from: new Date(midnightMs - (days - 1) * dayMs).toISOString(), until });
  const today = since(1);
  const agent = { agent: 'agent-7' };
  const noPercentiles = { percentiles: 'none' };
  const durations = { percentiles: 'duration' };
  return {
    'overview: cards of today': ['metrics.getSummary', today],
    'overview: hours of today': ['metrics.listSeries', { ...today, step: 'hour', hasUsage: true, ...durations }],
    'overview: cost by model': ['metrics.listSeries', { ...today, step: 'hour', by: 'model', ...noPercentiles }],
    'overview: agents by cost': ['metrics.listGroups', { ...today, by: 'agent', order: 'cost', ...noPercentiles }],
    'overview: slowest tools': ['metrics.listGroups', { ...today, by: 'tool', order: 'duration', ...noPercentiles }],
    'overview: errors': ['metrics.listErrors', today],
    'agent: cards of 7 days': ['metrics.getSummary', { ...since(7), ...agent }],
    'agent: days': ['metrics.listSeries', { ...since(30), ...agent, step: 'day', ...durations }],
    'agent: versions': ['agents.listVersions', agent],
    'agents: list': ['agents.list', {}],
    'analytics: 30 days': ['metrics.getSummary', since(30)],
    'analytics: days by agent': ['metrics.listSeries', { ...since(30), step: 'day', by: 'agent', ...noPercentiles }],
    'analytics: versions': ['metrics.listGroups', { ...since(30), by: 'version', limit: 50, ...noPercentiles }],
    'analytics: initiators': ['metrics.listGroups', { ...since(30), by: 'initiator', limit: 50, ...noPercentiles }],
    'analytics: p95 of days by agent': ['metrics.listSeries', { ...since(30), step: 'day', by: 'agent', ...durations }],
    'analytics: p95 of versions': ['metrics.listGroups', { ...since(30), by: 'version', limit: 50, ...durations }],
  };
};

/** Milliseconds of an answer. */
interface Measured {
  readonly p50: number;
  readonly p95: number;
}

/** Asks them mixed, as pages do: what the server does now and then, such as collecting garbage, is no question's own. */
const measure = async (server: ServerProcess): Promise<ReadonlyMap<string, Measured>> => {
  const random = createRandom(1);
  const questions = Object.entries(toQuestions()).map(([title, question]) => ({
    title,
    question,
    times: new Array<number>(),
  }));
  for (let round = 0; round < rounds; round += 1) {
    const mixed = questions.map((each) => ({ ...each, place: random() })).toSorted((a, b) => a.place - b.place);
    for (const { question, times } of mixed) {
      const startMs = performance.now();
      await server.call('query', ...question);
      if (round >= warmUpRounds) times.push(performance.now() - startMs);
    }
  }
  const measured = new Map<string, Measured>();
  for (const { title, times } of questions) {
    const [p50, p95] = [toPercentile(times, 0.5), toPercentile(times, 0.95)];
    write(
      `${title.padEnd(32)}\tp50 ${p50.toFixed(1)}\tp95 ${p95.toFixed(1)} ms (${(p95 / bounds.p95Ms).toFixed(2)} of ${bounds.p95Ms})`,
    );
    measured.set(title, { p50, p95 });
  }
  return measured;
};

const database = await openTestDatabase({ engine: 'postgres' });

/** What each answer takes at each amount. */
const measureAll = async (server: ServerProcess): Promise<readonly ReadonlyMap<string, Measured>[]> => {
  const workspaceId = (await findFirstWorkspace(database.authDb))?.id ?? '';
  const measured: ReadonlyMap<string, Measured>[] = [];
  let filled = 0;
  for (const [round, amount] of amounts.entries()) {
    const startMs = performance.now();
    await fillMonth(database, { workspaceId, runs: amount - filled, round });
    const fillS = (performance.now() - startMs) / 1000;
    const foldUs = await foldAll(database, amount - filled);
    await settleDatabase(database);
    filled = amount;
    write(`${amount} runs: filled in ${fillS.toFixed(0)} s, folded at ${foldUs.toFixed(1)} µs a run`);
    measured.push(await measure(server));
  }
  return measured;
};

// it answers only, so that nothing but this folds
const [small, large] = await withServer({ databaseUrl: database.url, role: 'web' }, measureAll);
for (const [title, { p50, p95 }] of large ?? []) {
  const ratio = p50 / (small?.get(title)?.p50 ?? Number.NaN);
  const p95Ratio = p95 / (small?.get(title)?.p95 ?? Number.NaN);
  write(
    `${title.padEnd(32)}\t${ratio.toFixed(2)} times as long (${(ratio / bounds.ratio).toFixed(2)} of ${bounds.ratio}), p95 ${p95Ratio.toFixed(2)} times`,
  );
}
await database.close();
