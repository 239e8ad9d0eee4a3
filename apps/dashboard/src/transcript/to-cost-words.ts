import { isFinalRunStatus } from '@signalbox/contracts';

import { formatCost } from '../formats/format-cost.ts';
import type { RunFigures } from './to-figures.ts';

/** The cost of a run so far: what has no price and what is estimated is said. */
export const toCostWords = ({ costNanoUsd, unpricedCalls, isEstimated, status }: RunFigures): string => {
  if (costNanoUsd === 0 && unpricedCalls > 0) return 'no price';
  const sum = `${isEstimated && costNanoUsd > 0 ? '≈ ' : ''}${formatCost(costNanoUsd)}${isFinalRunStatus(status) ? '' : '…'}`;
  return unpricedCalls > 0 ? `${sum} + ${unpricedCalls} unpriced` : sum;
};
