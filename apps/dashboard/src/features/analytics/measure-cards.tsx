import { StatCard } from '@signalbox/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { toChange, toPointChange } from '../../figures/to-change.ts';
import { toRunsSearch } from '../../figures/to-runs-search.ts';
import { toSpan } from '../../time-range/to-span.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';
import type { Measure } from './measures.ts';
import { toProjection } from './to-projection.ts';

interface MeasureCardsProps {
  readonly measure: Measure;
  readonly page: PageRange;
}

const renewMs = 60_000;
const kept = { placeholderData: keepPreviousData };

/** Of this month so far, and what it comes to if it goes on like that. */
const MonthCards = ({ measure, page: { timeZone } }: MeasureCardsProps) => {
  const trpc = useTRPC();
  const span = toSpan({ word: 'month' }, useNow(renewMs), timeZone);
  const { data } = useQuery(trpc.metrics.getSummary.queryOptions(span, kept));
  const soFar = data ? measure.read(data.current) : null;
  return (
    <>
      <StatCard
        label={`${measure.label} this month`}
        value={soFar === null ? '–' : measure.format(soFar)}
        hint="so far"
      />
      <StatCard
        label="At this pace"
        value={soFar === null ? '–' : `≈ ${measure.format(Math.round(toProjection(soFar, span, timeZone)))}`}
        hint="by the end of the month"
      />
    </>
  );
};

/** What is looked at, in all, against the time before, and of the month. */
export const MeasureCards = (props: MeasureCardsProps) => {
  const { measure, page } = props;
  const trpc = useTRPC();
  const { data } = useQuery(trpc.metrics.getSummary.queryOptions(page.span, kept));
  const now = data ? measure.read(data.current) : null;
  const compared = {
    now,
    before: data ? measure.read(data.before) : null,
    ...(measure.good && { good: measure.good }),
  };
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3">
      <StatCard
        label={`${measure.label} in all`}
        value={now === null ? '–' : measure.format(now)}
        change={measure.isShare ? toPointChange(compared) : toChange(compared)}
        hint="against before"
        render={<Link to="/runs" search={toRunsSearch(page, {}, data?.current.gone)} />}
      />
      {measure.isSum && <MonthCards {...props} />}
    </div>
  );
};
