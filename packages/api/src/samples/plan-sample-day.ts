import type { ReportedRun } from '@signalbox/contracts';
import type { z } from 'zod';

import { type Chance, createChance } from './chance.ts';
import { type SampleAgent, sampleAgents } from './sample-agents.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Runs of one version of an agent on one day. */
export interface SampleBatch {
  readonly agent: SampleAgent;
  readonly version: SampleAgent['versions'][number];
  readonly runs: readonly z.input<typeof ReportedRun>[];
}

interface Day {
  /** Place in the month, from 0. */
  readonly number: number;
  /** Midnight in UTC, in ms. */
  readonly start: number;
}

const countRuns = (agent: SampleAgent, { number, start }: Day): number => {
  const weekday = new Date(start).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  if (isWeekend && !agent.worksAtWeekends) return 0;
  const chance = createChance(agent.slug, number);
  return Math.round(agent.runsADay * (isWeekend ? 0.35 : 1) * (0.8 + 0.4 * chance.fraction('volume')));
};

/** More in the middle of the agent's hours than at their ends. */
const toStart = (agent: SampleAgent, { start }: Day, chance: Chance): number => {
  const [first, last] = agent.hours;
  const place = (chance.fraction('early') + chance.fraction('late')) / 2;
  return start + first * hourMs + Math.floor(place * (last + 1 - first) * hourMs);
};

const toModels = (agent: SampleAgent, { models }: SampleBatch['version'], chance: Chance) =>
  models.map((name, index) => {
    const inputTokens = Math.round(chance.skewed(`input ${index}`, agent.inputTokens / models.length));
    return {
      name,
      calls: chance.wholeNumber(`calls ${index}`, 1, 4),
      inputTokens,
      cacheReadTokens: Math.round(inputTokens * chance.fraction(`cached ${index}`) * 0.7),
      // of these vendors, only this one bills what is written to a cache
      ...(name.startsWith('anthropic/') && {
        cacheWriteTokens: Math.round(inputTokens * chance.fraction(`written ${index}`) * 0.3),
      }),
      outputTokens: Math.round(chance.skewed(`output ${index}`, agent.outputTokens / models.length)),
    };
  });

/** How it came out: an error, a cancellation now and then, else an answer. */
const toOutcome = (agent: SampleAgent, { failures }: SampleBatch['version'], chance: Chance) => {
  if (chance.isHit('failure', failures)) {
    const [code, message] = chance.pick('error', agent.errors);
    return { status: 'failed' as const, error: { code, message } };
  }
  if (chance.isHit('cancel', 0.008)) return { status: 'cancelled' as const };
  return { status: 'completed' as const, output: chance.pick('answer', agent.answers) };
};

const toRun = (batch: Pick<SampleBatch, 'agent' | 'version'>, day: Day, index: number): SampleBatch['runs'][number] => {
  const { agent, version } = batch;
  const chance = createChance(agent.slug, day.number, index);
  const outcome = toOutcome(agent, version, chance);
  const durationMs = Math.round(chance.skewed('duration', version.medianMs) * (outcome.status === 'failed' ? 1.6 : 1));
  return {
    id: `sample-${new Date(day.start).toISOString().slice(0, 10)}-${index}`,
    taskId: `T-${1000 + day.number * 100 + Math.floor(index / 2)}`,
    createdAt: new Date(toStart(agent, day, chance)).toISOString(),
    durationMs,
    firstTokenMs: Math.round(Math.min(durationMs, chance.skewed('first token', 620))),
    initiator: chance.pick('initiator', agent.initiators),
    input: chance.pick('request', agent.requests),
    models: toModels(agent, version, chance),
    tools: version.tools.filter((tool, place) => chance.isHit(`${tool} ${place}`, 0.75)),
    ...outcome,
  };
};

/**
 * What the sample agents did on a day of a month that ends now: the same for the same day of the calendar, and nothing
 * that lies ahead. Day 0 is the oldest.
 */
export const planSampleDay = (options: {
  readonly day: number;
  readonly days: number;
  /** In ms. */
  readonly now: number;
}): readonly SampleBatch[] => {
  const today = Math.floor(options.now / dayMs) * dayMs;
  const day: Day = { number: options.day, start: today - (options.days - 1 - options.day) * dayMs };
  // the versions of a shorter month come one after the other all the same
  const place = (options.day * 30) / options.days;
  return sampleAgents.map((agent) => {
    const version = agent.versions.findLast(({ fromDay }) => fromDay <= place) ?? agent.versions[0];
    const indexes = Array.from({ length: countRuns(agent, day) }, (_, index) => index);
    const runs = indexes
      .map((index) => toRun({ agent, version }, day, index))
      .filter(({ createdAt, durationMs = 0 }) => Date.parse(createdAt) + durationMs <= options.now);
    return { agent, version, runs };
  });
};
