import { inputTokens, outputTokens, toBlockText, type RunEventPayload } from '@signalbox/contracts';
import { ChevronRight } from 'lucide-react';

import { formatCost } from '../../../formats/format-cost.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { Icon } from '../../../ui/icon.tsx';

const reasons = {
  crash: 'its process stopped',
  error: 'the model failed',
  cancelled: 'the run was stopped',
} as const;

/** A thrown-away attempt of the model: why, what it is booked at, and what had arrived. */
export const DiscardLine = ({ discard }: { readonly discard: RunEventPayload<'model-call-discard'> }) => {
  const { attempt, reason, error, blocks, estimatedUsage, costNanoUsd, retryInMs } = discard;
  const tokens = inputTokens(estimatedUsage) + outputTokens(estimatedUsage);
  const estimate = costNanoUsd === 0 ? '$0' : `≈ ${formatCost(costNanoUsd ?? 0)}`;
  const cost = costNanoUsd === null ? 'no price' : estimate;
  const text = toBlockText(blocks ?? [], 'text') || toBlockText(blocks ?? [], 'thinking');
  return (
    <details className="group rounded-card border-border-strong text-meta text-text-muted border border-dashed px-3 py-1.5">
      <summary className="rounded-badge flex min-h-5 items-center gap-2 pointer-coarse:py-3">
        <span className="min-w-0 flex-1">
          Attempt {attempt} was thrown away: {error?.message ?? reasons[reason]} · {tokens.toLocaleString('en-US')}{' '}
          tokens · {cost}
          {retryInMs !== undefined && ` · asking again in ${formatDuration(retryInMs)}`}
        </span>
        <Icon of={ChevronRight} size={14} className="group-open:rotate-90" />
      </summary>
      <p className="text-text-subtle pt-1 break-words whitespace-pre-wrap">
        {text === '' ? 'Nothing had arrived by then.' : text}
      </p>
    </details>
  );
};
