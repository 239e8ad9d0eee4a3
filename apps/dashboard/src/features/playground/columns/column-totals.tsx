import type { ConversationDetail } from '@signalbox/contracts';

import { formatNoun } from '../../../formats/format-count.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { formatSpend } from '../../../formats/format-spend.ts';

interface ColumnTotalsProps {
  readonly conversation: ConversationDetail | undefined;
  /** More is coming: a run counts when it has ended. */
  readonly isOpen: boolean;
}

/** What a column's conversation comes to: tokens, cost, and the time of its runs. */
export const ColumnTotals = ({ conversation, isOpen }: ColumnTotalsProps) => {
  if (!conversation) return null;
  const { totals, runs } = conversation;
  const isFirst = isOpen && runs.every(({ endedAt }) => endedAt === null);
  if (isFirst) return <span className="text-meta text-text-muted">Answering…</span>;
  const durationMs = runs.reduce((sum, run) => sum + (run.durationMs ?? 0), 0);
  return (
    <span
      className="text-meta text-text-muted min-w-0 truncate tabular-nums"
      title={`${formatNoun(totals.runs, 'run')}, lost attempts too`}
    >
      {formatNoun(totals.inputTokens + totals.outputTokens, 'token')} ·{' '}
      {formatSpend(totals.costNanoUsd, totals.unpricedCalls)} · {formatDuration(durationMs)}
      {isOpen && '…'}
    </span>
  );
};
