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
      [told, 'its sender gave it', 'their senders gave it'],
      [withoutSteps, 'its steps were deleted', 'their steps were deleted'],
      [withoutConnection, 'its connection is not there any more', 'their connection is not there any more'],
    ] as const
  ).flatMap(([count, one, several]) =>
    count === 0 ? [] : [`${formatNoun(count, 'run')} kept: ${count === 1 ? one : several}`],
  );

const toChangedWords = ({ runs, models }: RepricingWork['repriced']): string => {
  if (runs === 0) return 'Nothing would change.';
  const amount = `${formatNoun(runs, 'run')} would change`;
  return models.some((model) => model.runs > 0)
    ? `${amount}.`
    : `${amount}: what our prices say beside the cost that was reported.`;
};

/** How far a repricing is, or its preview, in a sentence. */
export const toStateWords = ({ isStored, state, repriced }: RepricingWork): string => {
  const amount = formatNoun(repriced.runs, 'run');
  const isOver = state === 'stopped' || state === 'done';
  if (!isStored) {
    if (!isOver) return `Looking at runs. ${amount} so far would change.`;
    return state === 'done' ? toChangedWords(repriced) : 'Stopped before all runs were looked at.';
  }
  const verb = repriced.runs === 1 ? 'is' : 'are';
  if (!isOver) return `Repricing. ${amount} so far.`;
  return state === 'done'
    ? `${amount} ${verb} repriced.`
    : `Stopped: ${amount} ${verb} repriced, and figures say the same. It can go on at any time.`;
};
