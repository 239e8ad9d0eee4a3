import type { RunTotals } from '@signalbox/contracts';

import { formatNoun } from '../../formats/format-count.ts';
import { formatSpend } from '../../formats/format-spend.ts';

/** What a conversation comes to, its branches too. */
export const ConversationTotals = ({ totals }: { readonly totals: RunTotals }) => (
  <span
    className="text-meta text-text-muted ml-auto hidden shrink-0 tabular-nums sm:inline"
    title={`${formatNoun(totals.runs, 'run')}, branches and lost attempts too`}
  >
    <span className="sr-only">This conversation: </span>
    {formatNoun(totals.inputTokens + totals.outputTokens, 'token')} ·{' '}
    {formatSpend(totals.costNanoUsd, totals.unpricedCalls)}
  </span>
);
