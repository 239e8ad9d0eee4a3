import { inputTokens, type ModelUsage, outputTokens, toBookedCost } from '@signalbox/contracts';

import type { PriceUsage } from '../services.ts';

/** Most that our prices may say of a model of a run, so that sums stay exact: 100,000 dollars. */
const maxComputedNanoUsd = 1e14;

/** What a reported run used of one model. */
interface UsedModel {
  /** As it was reported. */
  readonly model: string;
  readonly usage: ModelUsage;
}

const countTokens = ({ usage }: UsedModel): number => inputTokens(usage) + outputTokens(usage);

/** What the tokens cost by our prices of that time; 0 without any, null without a price. */
export const computeCost = (used: UsedModel, price: PriceUsage, at: Date): number | null => {
  if (countTokens(used) === 0) return 0;
  const { costNanoUsd } = toBookedCost(price(used.model, used.usage, at));
  return costNanoUsd === null ? null : Math.min(costNanoUsd, maxComputedNanoUsd);
};

/** What our prices say beside a cost that was told; null without tokens, and unless all models have a price. */
export const sumComputedCosts = (models: readonly UsedModel[], computed: readonly (number | null)[]): number | null => {
  if (!models.some((used) => countTokens(used) > 0)) return null;
  return computed.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
};
