import {
  addUsage,
  emptyUsage,
  inputTokens,
  type ModelUsage,
  outputTokens,
  type ReportedModel,
  type ReportedRun,
  toNanoUsd,
} from '@signalbox/contracts';
import type { ReportModel } from '@signalbox/database';

import type { PriceUsage } from '../services.ts';
import { computeCost, sumComputedCosts } from './compute-cost.ts';

/** What a sender told of one model, or of what it did not tell apart. */
interface Told {
  readonly model: string;
  calls: number;
  usage: ModelUsage;
  costNanoUsd: number | null;
}

/** What a run used and cost, by model and in all. */
export interface ReportedSums {
  readonly models: readonly ReportModel[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
  readonly computedCostNanoUsd: number | null;
  readonly unpricedCalls: number;
}

/** Where more was cached than went in, what was cached is counted beside it. */
const toUsage = (model: ReportedModel): ModelUsage => {
  const { cacheReadTokens, cacheWriteTokens } = model;
  const cached = cacheReadTokens + cacheWriteTokens;
  return {
    ...emptyUsage,
    inputFresh: cached > model.inputTokens ? model.inputTokens : model.inputTokens - cached,
    inputCacheRead: cacheReadTokens,
    inputCacheWrite5m: cacheWriteTokens,
    outputText: model.outputTokens,
  };
};

const tokensOf = ({ usage }: Told): number => inputTokens(usage) + outputTokens(usage);

const listTold = (models: ReportedRun['models']): Told[] => {
  const byName = new Map<string, Told>();
  for (const model of models) {
    const told: Told =
      typeof model === 'string'
        ? { model, calls: 1, usage: emptyUsage, costNanoUsd: null }
        : {
            model: model.name,
            calls: model.calls,
            usage: toUsage(model),
            costNanoUsd: model.cost === undefined ? null : toNanoUsd(model.cost),
          };
    const known = byName.get(told.model);
    if (!known) {
      byName.set(told.model, told);
      continue;
    }
    known.calls += told.calls;
    known.usage = addUsage(known.usage, told.usage);
    if (told.costNanoUsd !== null) known.costNanoUsd = (known.costNanoUsd ?? 0) + told.costNanoUsd;
  }
  return [...byName.values()];
};

/** The one of them that is meant by what is told of the run as a whole, else one without a name, which joins them. */
const findBearer = (all: Told[], candidates: readonly Told[]): Told => {
  const [only] = candidates;
  const unnamed = all.find(({ model }) => model === '');
  if (unnamed) return unnamed;
  if (only && candidates.length === 1) return only;
  const bearer: Told = { model: '', calls: all.length === 0 ? 1 : 0, usage: emptyUsage, costNanoUsd: null };
  all.push(bearer);
  return bearer;
};

const addRestTokens = (all: Told[], run: ReportedRun): void => {
  const usage = all.reduce((sum, told) => addUsage(sum, told.usage), emptyUsage);
  const inputFresh = Math.max(0, (run.inputTokens ?? 0) - inputTokens(usage));
  const outputText = Math.max(0, (run.outputTokens ?? 0) - outputTokens(usage));
  if (inputFresh + outputText === 0) return;
  const bare = all.filter((told) => tokensOf(told) === 0 && told.costNanoUsd === null);
  const bearer = findBearer(all, bare);
  bearer.usage = addUsage(bearer.usage, { ...emptyUsage, inputFresh, outputText });
};

const addRestCost = (all: Told[], cost: number): void => {
  const told = all.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);
  const rest = toNanoUsd(cost) - told;
  const bearer =
    rest > 0
      ? findBearer(
          all,
          all.filter(({ costNanoUsd }) => costNanoUsd === null),
        )
      : undefined;
  if (bearer) bearer.costNanoUsd = (bearer.costNanoUsd ?? 0) + rest;
  for (const each of all) each.costNanoUsd ??= 0;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/**
 * What a reported run used and cost. Its sender's costs win; where there are some, what our prices come to is told beside
 * them. What is told of the run and not of a model belongs to its only model, else to none: that has the name ''. A model
 * whose tokens have no price is unpriced, and never costs nothing.
 */
export const sumReportedModels = (run: ReportedRun, price: PriceUsage): ReportedSums => {
  const all = listTold(run.models);
  addRestTokens(all, run);
  if (run.cost !== undefined) addRestCost(all, run.cost);
  const at = new Date(run.createdAt);
  const computed = all.map((told) => computeCost(told, price, at));
  const models = all.map(({ model, calls, usage, costNanoUsd: told }, index): ReportModel => {
    const costNanoUsd = told ?? computed[index] ?? null;
    const unpricedCalls = costNanoUsd === null ? 1 : 0;
    return { model, calls, usage, costNanoUsd: costNanoUsd ?? 0, unpricedCalls, isCostTold: told !== null };
  });
  return {
    models,
    inputTokens: sum(models.map(({ usage }) => inputTokens(usage))),
    outputTokens: sum(models.map(({ usage }) => outputTokens(usage))),
    costNanoUsd: sum(models.map(({ costNanoUsd }) => costNanoUsd)),
    computedCostNanoUsd: models.some(({ isCostTold }) => isCostTold) ? sumComputedCosts(models, computed) : null,
    unpricedCalls: sum(models.map(({ unpricedCalls }) => unpricedCalls)),
  };
};
