import { inputTokens, outputTokens, toBlockText, type RunEventPayload } from '@signalbox/contracts';

import { formatCost } from '../../../formats/format-cost.ts';
import { formatDuration } from '../../../formats/format-duration.ts';

const reasons = {
  crash: 'its process stopped',
  error: 'the model failed',
  cancelled: 'the run was stopped',
} as const;

/** A thrown-away attempt of the model: why, what it is booked at, and what had arrived. */
export const DiscardLine = ({ discard }: { readonly discard: RunEventPayload<'model-call-discard'> }) => {
  const { attempt, reason, error, blocks, estimatedUsage, costNanoUsd, retryInMs } = discard;
  const tokens = inputTokens(estimatedUsage) + outputTokens(estimatedUsage);
  const cost = costNanoUsd === null ? 'no price' : `≈ ${formatCost(costNanoUsd)}`;
  const text = toBlockText(blocks ?? [], 'text') || toBlockText(blocks ?? [], 'thinking');
  return (
    <details className="rounded-card border border-dashed border-border-strong px-3 py-1.5 text-meta text-text-muted">
      <summary className="min-h-5 rounded-badge pointer-coarse:py-3">
        Attempt {attempt} was thrown away: {error?.message ?? reasons[reason]} · {tokens.toLocaleString('en-US')} tokens ·{' '}
        {cost}
        {retryInMs !== undefined && ` · asking again in ${formatDuration(retryInMs)}`}
      </summary>
      <p className="pt-1 break-words whitespace-pre-wrap text-text-subtle">
        {text === '' ? 'Nothing had arrived by then.' : text}
      </p>
    </details>
  );
};
