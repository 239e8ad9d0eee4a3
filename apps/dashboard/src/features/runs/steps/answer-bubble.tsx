import { formatCost } from '../../../formats/format-cost.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { FoldedText } from '../../../ui/folded-text.tsx';
import { toTokens, type AnswerItem } from '../to-transcript.ts';

const toMeta = ({ model, end }: AnswerItem): string[] => {
  if (!end) return model === null ? [] : [model];
  const cost = end.costNanoUsd === null ? 'no price' : formatCost(end.costNanoUsd);
  const first = end.firstTokenMs === null ? [] : [`first token ${formatDuration(end.firstTokenMs)}`];
  return [model ?? 'unknown model', ...first, `${toTokens(end).toLocaleString('en-US')} tokens`, cost];
};

/** What the agent answered, and what the last model call took. */
export const AnswerBubble = ({ item }: { readonly item: AnswerItem }) => (
  <div className="flex max-w-[85%] flex-col items-start gap-1">
    <div className="rounded-bubble rounded-bl-badge bg-neutral-tint text-prose px-3.5 py-2.5">
      <FoldedText text={item.text} />
    </div>
    <p className="text-meta text-text-muted px-1 tabular-nums">{toMeta(item).join(' · ')}</p>
  </div>
);
