import type { RunDetail, RunLimits } from '@signalbox/contracts';
import { Popover } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { formatCost } from '../../formats/format-cost.ts';
import { formatCount } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import type { RunFigures } from '../../transcript/to-figures.ts';
import { useTRPC } from '../../trpc.ts';
import { openableFigure } from './run-fact.tsx';

/** The limits of the run's agent; null when they are not known: the agent has another version now, or runs elsewhere. */
export const useRunLimits = (run: RunDetail): RunLimits | null => {
  const trpc = useTRPC();
  const agent = useQuery(trpc.agents.get.queryOptions({ agent: run.agentId }, { staleTime: 60_000, retry: false }));
  return agent.data?.version === run.version ? (agent.data.spec?.limits ?? null) : null;
};

interface LimitsFactProps {
  readonly limits: RunLimits;
  readonly figures: RunFigures;
}

const toLines = ({ limits, figures }: LimitsFactProps): readonly (readonly [string, string])[] => [
  ['Model calls', `${formatCount(figures.attempts)} of ${formatCount(limits.steps)}`],
  ['Tool calls', `${formatCount(figures.toolCalls)} of ${formatCount(limits.toolCalls)}`],
  [
    'Time',
    `${figures.durationMs === null ? '' : `${formatDuration(figures.durationMs)} of `}${formatDuration(limits.wallTimeMs)}`,
  ],
  [
    'Cost',
    limits.costNanoUsd === null
      ? 'no limit'
      : `${formatCost(figures.costNanoUsd)} of ${formatCost(limits.costNanoUsd)}`,
  ],
];

/** How much of its limits a run used. */
export const LimitsFact = (props: LimitsFactProps) => (
  <Popover
    title="Limits used"
    trigger={
      <button type="button" className={openableFigure}>
        {toLines(props)[0]?.[1]} steps
      </button>
    }
  >
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 tabular-nums">
      {toLines(props).map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-text-muted">{label}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  </Popover>
);
