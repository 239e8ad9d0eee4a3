import type { RepricedModel } from '@signalbox/contracts';

import { formatCost } from '../../../formats/format-cost.ts';
import { formatNoun } from '../../../formats/format-count.ts';
import type { RepricingWork } from './use-repricing.ts';

/** By how much a cost changes: `+$1.20`, `−$0.5000`, `$0`. */
export const toDifferenceWords = (beforeNanoUsd: number, afterNanoUsd: number): string => {
  const difference = afterNanoUsd - beforeNanoUsd;
  const sign = difference === 0 ? '' : difference > 0 ? '+' : '−';
  return sign + formatCost(Math.abs(difference));
};

/** Which runs keep the cost of a model, and why. */
export const toKeptWords = ({ told, withoutSteps, withoutConnection }: RepricedModel['kept']): readonly string[] =>
  (
    [
      [told, 'it was reported', 'it was reported'],
      [withoutSteps, 'its steps were deleted', 'their steps were deleted'],
      [withoutConnection, 'its connection is gone', 'their connection is gone'],
    ] as const
  ).flatMap(([count, one, several]) => {
    if (count === 0) return [];
    return [count === 1 ? `1 run keeps its cost: ${one}` : `${formatNoun(count, 'run')} keep their cost: ${several}`];
  });

type Counts = Pick<RepricingWork['repriced'], 'runs' | 'comparedRuns'>;

/** What changes, or has changed: `3 runs`, and those of which it is not the cost. */
const toAmountWords = ({ runs, comparedRuns }: Counts): string => {
  const compared = `what our prices say beside the reported cost of ${formatNoun(comparedRuns, 'run')}`;
  if (comparedRuns === 0) return formatNoun(runs, 'run');
  return runs === 0 ? compared : `${formatNoun(runs, 'run')} and ${compared}`;
};

/** How far a repricing is, or its preview, in a sentence. */
export const toStateWords = ({ isStored, state, repriced }: RepricingWork): string => {
  const amount = toAmountWords(repriced);
  const isOver = state === 'stopped' || state === 'done';
  if (!isOver) return isStored ? `Repriced so far: ${amount}. Closing this stops it.` : `To change so far: ${amount}.`;
  if (repriced.runs + repriced.comparedRuns === 0 && state === 'done') return 'Nothing to change.';
  const words = `${isStored ? 'Repriced' : 'To change'}: ${amount}.`;
  return state === 'done' ? words : `Stopped. ${words}${isStored ? ' Figures say the same.' : ''}`;
};
