import { inputTokens, outputTokens, toBlockText } from '@signalbox/contracts';
import { Hairline, Icon } from '@signalbox/ui';
import { ChevronRight } from 'lucide-react';

import { formatCost } from '../../formats/format-cost.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { useFold } from '../fold-context.ts';
import { LongText } from '../long-text.tsx';
import { attemptsPerModel, toFailureWords } from '../to-failure-words.ts';
import type { DiscardItem } from '../transcript-item.ts';

const reasons = {
  crash: 'its process stopped',
  error: 'the model failed',
  cancelled: 'the run was stopped',
} as const;

const toCost = (costNanoUsd: number | null): string => {
  if (costNanoUsd === null) return 'no price';
  return costNanoUsd === 0 ? '$0' : `≈ ${formatCost(costNanoUsd)}`;
};

/** What comes after the failed attempt: `gpt-5.1 answered 429, attempt 2 of 4 in 12 s`. */
const toRetryWords = ({ discard, model, failures }: DiscardItem): string | null => {
  const { error, retryInMs } = discard;
  if (retryInMs === undefined || failures >= attemptsPerModel) return null;
  const what = `${model ?? 'The model'} ${toFailureWords(error?.code ?? '')}`;
  return `${what}, attempt ${failures + 1} of ${attemptsPerModel} in ${formatDuration(retryInMs)}`;
};

/** A thrown-away attempt of the model: why, what it is booked at, and what had arrived. */
export const DiscardLine = ({ item }: { readonly item: DiscardItem }) => {
  const [isOpen, setIsOpen] = useFold('discard');
  const { attempt, reason, error, blocks = [], estimatedUsage, costNanoUsd } = item.discard;
  const tokens = inputTokens(estimatedUsage) + outputTokens(estimatedUsage);
  const text = toBlockText(blocks, 'text') || toBlockText(blocks, 'thinking');
  const retry = toRetryWords(item);
  return (
    <div className="flex flex-col gap-2">
      <div className="rounded-card border-border-strong text-meta text-text-muted border border-dashed">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="rounded-card flex min-h-8 w-full items-center gap-2 px-3 py-1.5 text-left pointer-coarse:min-h-11"
        >
          <span className="min-w-0 flex-1 break-words">
            Attempt {attempt} was thrown away: {error?.message.replace(/\.$/, '') ?? reasons[reason]} ·{' '}
            {formatNoun(tokens, 'token')} · {toCost(costNanoUsd)}
          </span>
          <Icon of={ChevronRight} size={14} className={isOpen ? 'rotate-90' : ''} />
        </button>
        {isOpen && (
          <div className="px-3 pb-2">
            <LongText text={text === '' ? 'Nothing had arrived by then.' : text} className="text-text-subtle" />
          </div>
        )}
      </div>
      {retry !== null && <Hairline>{retry}</Hairline>}
    </div>
  );
};
