import type { MetricGroup } from '@signalbox/contracts';
import { Link } from '@tanstack/react-router';

import { ErrorGroups } from '../../figures/error-groups.tsx';
import { toRunsSearch } from '../../figures/to-runs-search.ts';
import { topLine, TopList } from '../../figures/top-list.tsx';
import { formatCost } from '../../formats/format-cost.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import type { useOverviewFigures } from './use-overview.ts';

interface TopListsProps {
  readonly figures: ReturnType<typeof useOverviewFigures>;
  readonly page: PageRange;
}

interface LineProps {
  readonly group: MetricGroup;
  readonly hint: string;
  readonly value: string;
}

const Line = ({ group, hint, value }: LineProps) => (
  <>
    <span className="min-w-0 flex-1 truncate">{group.label}</span>
    <span className="text-meta text-text-muted shrink-0 tabular-nums">{hint}</span>
    <span className="shrink-0 font-medium tabular-nums">{value}</span>
  </>
);

const toKey = ({ key }: MetricGroup): string => key;

const Spenders = ({ figures: { spenders }, page }: TopListsProps) => (
  <TopList
    title="Agents by cost"
    answer={{ ...spenders, data: spenders.data?.filter(({ current }) => current.costNanoUsd > 0) }}
    empty="Nothing was spent in this time."
    toKey={toKey}
  >
    {(group) => (
      <Link to="/runs" search={toRunsSearch(page, { agent: group.key }, group.current.gone)} className={topLine}>
        <Line
          group={group}
          hint={formatNoun(group.current.count, 'run')}
          value={formatCost(group.current.costNanoUsd)}
        />
      </Link>
    )}
  </TopList>
);

const Losers = ({ figures: { losers }, page }: TopListsProps) => (
  <TopList
    title="Cost of failed runs"
    answer={{ ...losers, data: losers.data?.filter(({ current }) => current.failedCostNanoUsd > 0) }}
    empty="Failed runs cost nothing in this time."
    toKey={toKey}
  >
    {(group) => (
      <Link
        to="/runs"
        search={toRunsSearch(page, { agent: group.key, status: 'failed' }, group.current.gone)}
        className={topLine}
      >
        <Line
          group={group}
          hint={`${formatNoun(group.current.failed, 'run')} failed`}
          value={formatCost(group.current.failedCostNanoUsd)}
        />
      </Link>
    )}
  </TopList>
);

const SlowTools = ({ figures: { slowTools }, page }: TopListsProps) => (
  <TopList
    title="Slowest tools"
    answer={{ ...slowTools, data: slowTools.data?.filter(({ current }) => current.meanDurationMs !== null) }}
    empty="No tool was called in this time."
    toKey={toKey}
  >
    {(group) => (
      <Link to="/runs" search={toRunsSearch(page, { tool: group.key })} className={topLine}>
        <Line
          group={group}
          hint={formatNoun(group.current.count, 'call')}
          value={formatDuration(group.current.meanDurationMs ?? 0)}
        />
      </Link>
    )}
  </TopList>
);

/** What there is most of: errors, agents that cost, failures that cost, tools that are slow. */
export const TopLists = (props: TopListsProps) => (
  <div className="grid items-start gap-3 lg:grid-cols-2">
    <ErrorGroups errors={props.figures.errors} page={props.page} conditions={{}} />
    <Spenders {...props} />
    <Losers {...props} />
    <SlowTools {...props} />
  </div>
);
