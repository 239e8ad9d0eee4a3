import type { RepricedModel, RepricedRuns } from './prices.ts';

/** What the pieces of a repricing come to so far. */
export type Repriced = Omit<RepricedRuns, 'cursor'>;

/** Of a repricing that has not begun. */
export const noneRepriced: Repriced = { share: 0, runs: 0, comparedRuns: 0, models: [] };

/** Adds amounts of money that may be as large as what was reported. */
const addCosts = (left: number, right: number): number => Math.min(left + right, Number.MAX_SAFE_INTEGER);

const addModel = (left: RepricedModel, right: RepricedModel): RepricedModel => ({
  model: left.model,
  runs: left.runs + right.runs,
  costNanoUsdBefore: addCosts(left.costNanoUsdBefore, right.costNanoUsdBefore),
  costNanoUsdAfter: addCosts(left.costNanoUsdAfter, right.costNanoUsdAfter),
  unpricedCallsBefore: left.unpricedCallsBefore + right.unpricedCallsBefore,
  unpricedCallsAfter: left.unpricedCallsAfter + right.unpricedCallsAfter,
  kept: {
    told: left.kept.told + right.kept.told,
    withoutSteps: left.kept.withoutSteps + right.kept.withoutSteps,
    withoutConnection: left.kept.withoutConnection + right.kept.withoutConnection,
  },
});

/** What the pieces come to with a further one. */
export const addRepriced = (sum: Repriced, { share, runs, comparedRuns, models }: Repriced): Repriced => {
  const byModel = new Map(sum.models.map((one) => [one.model, one]));
  for (const one of models) {
    const known = byModel.get(one.model);
    byModel.set(one.model, known ? addModel(known, one) : one);
  }
  const counts = { runs: sum.runs + runs, comparedRuns: sum.comparedRuns + comparedRuns };
  return { share, ...counts, models: [...byModel.values()] };
};
