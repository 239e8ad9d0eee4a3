import { inputTokens, outputTokens, type RunEventPayload } from '@signalbox/contracts';
import type { ReactNode } from 'react';

import { formatCost } from '../../formats/format-cost.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { Markdown } from '../markdown.tsx';

interface AnswerBubbleProps {
  readonly text: string;
  /** Null while it is written. */
  readonly model: string | null;
  readonly end: RunEventPayload<'model-call-end'> | null;
  readonly actions?: ReactNode;
}

const toMeta = ({ model, end }: AnswerBubbleProps): string[] => {
  if (!end) return model === null ? [] : [model];
  const about = end.isCostEstimated ? '≈ ' : '';
  const cost = end.costNanoUsd === null ? 'no price' : `${about}${formatCost(end.costNanoUsd)}`;
  const first = end.firstTokenMs === null ? [] : [`first token ${formatDuration(end.firstTokenMs)}`];
  const tokens = formatNoun(inputTokens(end.usage) + outputTokens(end.usage), 'token');
  return [model ?? 'unknown model', ...first, tokens, cost];
};

/** What the agent answered, and what the last model call took. */
export const AnswerBubble = (props: AnswerBubbleProps) => {
  const meta = toMeta(props);
  return (
    <div className="flex max-w-[85%] flex-col items-start gap-1 @max-lg:max-w-full">
      <div className="rounded-bubble rounded-bl-badge bg-neutral-tint text-prose max-w-full px-3.5 py-2.5">
        <Markdown text={props.text} />
      </div>
      {(meta.length > 0 || props.actions !== undefined) && (
        <div className="text-meta text-text-muted flex flex-wrap items-center gap-x-2 px-1 tabular-nums">
          <span>{meta.join(' · ')}</span>
          {props.actions}
        </div>
      )}
    </div>
  );
};
