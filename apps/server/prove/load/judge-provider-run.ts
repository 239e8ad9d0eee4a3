import { isDeepStrictEqual } from 'node:util';

import { emptyUsage, type ModelUsage, type RunDetail, toBlockText, toBookedCost } from '@signalbox/contracts';
import { createPricing, priceAnswer } from '@signalbox/models';

import type { Vendor } from '../../src/testing/vendors.ts';
import { judgeLog } from '../crash/judge-runs.ts';
import { selectEvents } from '../hostile/ask-for-tool.ts';
import { expectThat } from '../hostile/verdict.ts';
import type { NamedEnd } from './provider-faults.ts';

/** Nobody knows what the models of a compatible server cost. */
const toPrice = ({ name }: Vendor) => createPricing(name === 'openai-compatible' ? undefined : name);

/** Four characters a token. */
const toTokens = (text: string): number => Math.ceil(text.length / 4);

const judgeEnd = (run: RunDetail, { end, kind, attempts, withinMs }: NamedEnd): string[] => {
  const discards = selectEvents(run, 'model-call-discard');
  const kinds = new Set(discards.map(({ payload }) => payload.error?.code));
  const made = selectEvents(run, 'model-call-start').length;
  const told = run.error?.code ?? run.status;
  return [
    ...expectThat(told === end, `ended as ${told}, not ${end}: ${run.error?.message ?? ''}`),
    ...expectThat((run.durationMs ?? Infinity) <= withinMs, `took ${run.durationMs} ms, not ${withinMs}`),
    ...expectThat(made === attempts, `${made} attempts, not ${attempts}`),
    ...expectThat(
      [...kinds].every((each) => each === kind),
      `attempts failed with ${[...kinds].join(', ')}, not ${kind}`,
    ),
  ];
};

const judgeText = (run: RunDetail, { end, isKept }: NamedEnd): string[] => {
  const kept =
    end === 'completed'
      ? selectEvents(run, 'agent-response').map(({ payload }) => toBlockText(payload.blocks, 'text'))
      : selectEvents(run, 'model-call-discard').map(({ payload }) => toBlockText(payload.blocks ?? [], 'text'));
  return [
    ...expectThat(kept.length > 0, 'nothing tells what came'),
    ...expectThat(kept.every(isKept), `kept ${JSON.stringify(kept.map((text) => text.slice(0, 80)))}`),
  ];
};

/** Lost attempts are booked at their input and what had come, refused ones at nothing, whole ones at what they say. */
const judgeCost = (run: RunDetail, vendor: Vendor, { isFree = false }: NamedEnd): string[] => {
  const faults: string[] = [];
  const price = toPrice(vendor);
  const { model } = vendor;
  const costs: (number | null)[] = [];
  for (const { payload: start, at } of selectEvents(run, 'model-call-start')) {
    const isSame = ({ payload }: { readonly payload: { readonly attempt: number } }): boolean =>
      payload.attempt === start.attempt;
    const discard = selectEvents(run, 'model-call-discard').find(isSame)?.payload;
    const end = selectEvents(run, 'model-call-end').find(isSame)?.payload;
    const startedAt = new Date(at);
    const outputText = toTokens(toBlockText(discard?.blocks ?? [], 'text'));
    const lost: ModelUsage = isFree
      ? emptyUsage
      : { ...emptyUsage, inputFresh: start.estimatedInputTokens, outputText };
    const usage = end ? end.usage : lost;
    if (discard && !isDeepStrictEqual(discard.estimatedUsage, lost))
      faults.push(`attempt ${start.attempt} is booked as ${JSON.stringify(discard.estimatedUsage)}`);
    const answered = { model, answeredBy: end?.answeredBy ?? model, usage, at: startedAt };
    const expected = discard && isFree ? 0 : toBookedCost(priceAnswer(price, answered)).costNanoUsd;
    const booked = (end ?? discard)?.costNanoUsd ?? null;
    if (booked !== expected) faults.push(`attempt ${start.attempt} cost ${booked}, not ${expected}`);
    costs.push(booked);
  }
  const sum = costs.reduce<number>((total, cost) => total + (cost ?? 0), 0);
  const unpriced = costs.filter((cost) => cost === null).length;
  return [
    ...faults,
    ...expectThat(run.costNanoUsd === sum, `the run cost ${run.costNanoUsd}, its attempts ${sum}`),
    ...expectThat(run.unpricedCalls === unpriced, `${run.unpricedCalls} unpriced calls, not ${unpriced}`),
  ];
};

/** What is wrong with a run whose model failed in a known way: its end, its text, its cost, its log (L1, D2, D4). */
export const judgeProviderRun = (run: RunDetail, vendor: Vendor, end: NamedEnd): string[] => [
  ...judgeLog(run),
  ...judgeEnd(run, end),
  ...judgeText(run, end),
  ...judgeCost(run, vendor, end),
];
