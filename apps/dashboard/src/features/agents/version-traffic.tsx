import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { FigureChart } from '../../figures/figure-chart.tsx';
import { toRankedSeries } from '../../figures/to-figure-series.ts';
import { toStep } from '../../figures/to-step.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { formatCount } from '../../formats/format-count.ts';
import { useRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';

interface VersionTrafficProps {
  readonly agent: Pick<AgentDetailAnswer, 'id' | 'slug' | 'name'>;
}

const shownVersions = 7;
const never = new Date(0).toISOString();

/** Which versions the runs of the last 30 days had. */
export const VersionTraffic = ({ agent: { id, slug, name } }: VersionTrafficProps) => {
  const { metrics } = useTRPC();
  const { page } = useRange({ range: '30d' });
  const span = page?.span ?? { from: never, until: new Date(1).toISOString() };
  const course = useQuery(
    metrics.listSeries.queryOptions(
      { ...span, agent: id, by: 'version', step: toStep(span), limit: shownVersions, percentiles: 'none' },
      { enabled: page !== null, placeholderData: keepPreviousData },
    ),
  );
  useFiguresChanges();
  // among its own versions the agent needs no naming
  const versions = (course.data?.series ?? []).map((one) => ({ ...one, label: one.label.replace(`${name} `, '') }));
  return (
    page && (
      <FigureChart
        title="Traffic"
        note="runs by version, last 30 days"
        form="bars"
        answer={course}
        series={toRankedSeries(versions, ({ count }) => count)}
        formatValue={formatCount}
        values="counts"
        unit="runs"
        page={page}
        conditions={{ agent: slug }}
        isOneAgent
        empty="No run in the last 30 days."
      />
    )
  );
};
