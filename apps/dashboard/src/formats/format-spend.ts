import { formatCost } from './format-cost.ts';

/** What several model calls cost, those without a price beside: `$0.04120 + 2 unpriced`, or `no price` when none has one. */
export const formatSpend = (costNanoUsd: number, unpricedCalls: number): string => {
  if (unpricedCalls === 0) return formatCost(costNanoUsd);
  return costNanoUsd === 0 ? 'no price' : `${formatCost(costNanoUsd)} + ${unpricedCalls} unpriced`;
};
