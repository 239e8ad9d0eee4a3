import { z } from 'zod';

import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { newReportPath, reportRow } from './report-row.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const Raw = z.strictObject({ $raw: z.string() });
const Cost = z.strictObject({ cost: z.union([z.number(), z.string()]) });
const Costs = z.strictObject({ costs: z.array(z.number()) });
const Tokens = z.strictObject({ tokens: z.number() });
const Runs = z.strictObject({ runs: z.literal(0) });
const AgentRates = z.object({ success_rate: z.null(), avg_duration_ms: z.null() });

/** Costs are kept as whole nano-USD, so that sums are exact. */
const playCosts = async (stage: Stage, costs: readonly number[], faults: string[]): Promise<void> => {
  let sum = 0;
  for (const cost of costs) sum += (await reportRow(stage, { cost }, faults)).run?.costNanoUsd ?? NaN;
  const expected = Math.round(costs.reduce((total, cost) => total + cost, 0) * 1e9);
  faults.push(...expectThat(sum === expected, `the costs come to ${sum} nano-USD in place of ${expected}`));
};

const playNoRuns = async (stage: Stage, faults: string[]): Promise<void> => {
  await stage.client.ask({ method: 'POST', path: '/api/v1/agents/no-runs/register', body: {} }, faults);
  const { value } = await stage.client.ask({ method: 'GET', path: '/api/v1/agents/no-runs' }, faults);
  faults.push(...expectThat(AgentRates.safeParse(value).success, 'rates of no runs are not null'));
};

/** An odd number where a reported run has a cost or tokens. */
export const playNumbers = async (stage: Stage, { input, expect }: CorpusCase): Promise<Verdict> => {
  const faults: string[] = [];
  const refuse = (status: number): void =>
    void faults.push(...expectThat(status === 400, `answered ${status} in place of 400`));
  const raw = Raw.safeParse(input).data;
  const cost = Cost.safeParse(input).data;
  const costs = Costs.safeParse(input).data;
  const tokens = Tokens.safeParse(input).data;
  if (raw) {
    const body = Buffer.from(raw.$raw);
    refuse((await stage.client.ask({ method: 'POST', path: newReportPath(), body }, faults)).status);
  } else if (cost && expect.outcome === 'reject') {
    refuse((await reportRow(stage, cost, faults)).answer.status);
  } else if (cost && typeof cost.cost === 'number') {
    await playCosts(stage, [cost.cost], faults);
  } else if (costs) {
    await playCosts(stage, costs.costs, faults);
  } else if (tokens) {
    refuse((await reportRow(stage, { input_tokens: tokens.tokens }, faults)).answer.status);
  } else if (Runs.safeParse(input).success) {
    await playNoRuns(stage, faults);
  } else {
    return unknownShape(input);
  }
  return { faults };
};
