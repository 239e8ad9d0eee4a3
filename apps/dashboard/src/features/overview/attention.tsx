import { Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronRight, CirclePause, type LucideIcon, TriangleAlert } from 'lucide-react';
import { cloneElement, type ReactElement } from 'react';

import { formatCount } from '../../formats/format-count.ts';
import { useRejectedRows } from './use-rejected-rows.ts';

interface AttentionRowProps {
  readonly icon: LucideIcon;
  readonly count: number;
  /** What there are so many of: one, several. */
  readonly words: readonly [one: string, several: string];
  /** What pressing it does. */
  readonly action: string;
  readonly link: ReactElement<{ readonly className?: string }>;
}

const AttentionRow = ({ icon, count, words, action, link }: AttentionRowProps) =>
  count > 0 && (
    <li>
      {cloneElement(
        link,
        {
          className:
            'rounded-card border-warning bg-surface hover:bg-hover flex min-h-10 items-center gap-2 border px-3 py-2 pointer-coarse:min-h-11',
        },
        <Icon of={icon} className="text-warning" />,
        <span className="min-w-0 flex-1">
          <span className="font-semibold tabular-nums">{formatCount(count)}</span> {words[count === 1 ? 0 : 1]}
        </span>,
        <span className="text-accent-text flex items-center gap-1 font-medium">
          {action}
          <Icon of={ChevronRight} size={14} />
        </span>,
      )}
    </li>
  );

interface AttentionProps {
  /** Calls that wait for a person. */
  readonly waiting: number;
  /** Agents whose runs would fail as things stand. */
  readonly faultyAgents: number;
  /** Model calls of the page's time that have no price. */
  readonly unpricedCalls: number;
}

/** What needs somebody; absent when nothing does. */
export const Attention = ({ waiting, faultyAgents, unpricedCalls }: AttentionProps) => {
  const rejectedRows = useRejectedRows();
  if (waiting + faultyAgents + unpricedCalls + rejectedRows === 0) return null;
  return (
    <ul aria-label="Needs somebody" className="flex flex-col gap-2">
      <AttentionRow
        icon={CirclePause}
        count={waiting}
        words={['tool call waits for a decision', 'tool calls wait for a decision']}
        action="Open inbox"
        link={<Link to="/inbox" />}
      />
      <AttentionRow
        icon={TriangleAlert}
        count={faultyAgents}
        words={['active agent would fail as things stand', 'active agents would fail as things stand']}
        action="Show agents"
        link={<Link to="/agents" search={{ status: 'error' }} />}
      />
      <AttentionRow
        icon={TriangleAlert}
        count={unpricedCalls}
        words={['model call has no price and is not in the cost', 'model calls have no price and are not in the cost']}
        action="Set prices"
        link={<Link to="/settings/models" />}
      />
      <AttentionRow
        icon={TriangleAlert}
        count={rejectedRows}
        words={['reported row was refused in the last day', 'reported rows were refused in the last day']}
        action="See why"
        link={<Link to="/settings/ingestion" />}
      />
    </ul>
  );
};
