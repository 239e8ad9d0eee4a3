import { FaultBox, PageHeader, Skeleton } from '@signalbox/ui';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ComponentProps, lazy, Suspense } from 'react';

import { toFault } from '../../fault.ts';
import { formatClock } from '../../formats/format-time.ts';
import { formatRange } from '../../time-range/format-range.ts';
import { RangePicker } from '../../time-range/range-picker.tsx';
import { type PageRange, useRange } from '../../time-range/use-range.ts';
import { useTitle } from '../../use-title.ts';
import { Attention } from './attention.tsx';
import { Checklist } from './checklist.tsx';
import { FigureCards, FigureCardsLoading } from './figure-cards.tsx';
import { OverviewCharts } from './overview-charts.tsx';
import type { OverviewSearch } from './parse-overview-search.ts';
import { RecentRuns, RunningRuns } from './recent-runs.tsx';
import { TopLists } from './top-lists.tsx';
import { useFirstSteps } from './use-first-steps.ts';
import { useNowadays, useOverviewFigures } from './use-overview.ts';

/** Its code comes after that of the figures. */
const RecentActivity = lazy(async () => ({ default: (await import('./recent-activity.tsx')).RecentActivity }));

interface OverviewPageProps {
  readonly search: OverviewSearch;
}

const Loading = () => (
  <>
    <FigureCardsLoading />
    <Skeleton className="h-72" />
  </>
);

const AskLink = () => (
  <Link
    to="/playground/{-$conversationId}"
    className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center px-3 font-medium pointer-coarse:h-11"
  >
    Ask an agent
  </Link>
);

const Lately = (props: ComponentProps<typeof RunningRuns> & ComponentProps<typeof RecentRuns>) => (
  <>
    <RunningRuns {...props} />
    <RecentRuns {...props} />
    <Suspense fallback={<Skeleton className="h-72" />}>
      <RecentActivity />
    </Suspense>
  </>
);

const Figures = ({ page, search }: OverviewPageProps & { readonly page: PageRange }) => {
  const navigate = useNavigate();
  const choose = (next: OverviewSearch): void => void navigate({ to: '/', search: next, resetScroll: false });
  const costBy = search.cost === 'model' ? 'model' : 'agent';
  const figures = useOverviewFigures(page, costBy);
  const { inbox, recent, open, faulty } = useNowadays();
  const { steps, finish, close } = useFirstSteps();
  const { data, error, refetch } = figures.summary;
  const cost = costBy === 'model' ? { cost: costBy } : {};
  return (
    <>
      <PageHeader
        title="Overview"
        lead={
          data && (
            <span className="tabular-nums">
              As of {formatClock(data.at)}, against {formatRange({ span: data.beforeSpan }, page.timeZone)}.
            </span>
          )
        }
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <RangePicker page={page} onChange={(range) => choose({ ...cost, ...range })} />
            <AskLink />
          </div>
        }
      />
      <Attention
        waiting={inbox.data?.count ?? 0}
        faultyAgents={faulty.data?.total ?? 0}
        unpricedCalls={data?.current.unpricedCalls ?? 0}
      />
      {recent.data && (
        <Checklist steps={steps} newestRunId={recent.data.items[0]?.id ?? null} onFinish={finish} onClose={close} />
      )}
      {!data && error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <FigureCards
          summary={data}
          points={figures.course.data?.series[0]?.points}
          page={page}
          open={{ items: open.data?.items ?? [], isMore: typeof open.data?.nextCursor === 'string' }}
        />
      )}
      {data && (
        <OverviewCharts
          figures={figures}
          page={page}
          costBy={costBy}
          onCostBy={(by) => choose({ ...search, cost: by })}
          onRange={(span) => choose({ ...cost, ...span })}
        />
      )}
      <Lately open={open} recent={recent} onInspect={() => finish('inspect')} />
      {data && <TopLists figures={figures} page={page} />}
    </>
  );
};

/** What goes on, what needs somebody, and how a time went: today unless another is chosen. */
export const OverviewPage = ({ search }: OverviewPageProps) => {
  useTitle('Overview');
  const { page, error, refetch } = useRange(search);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-[1440px] flex-col gap-3 p-3 md:p-5">
        {page && <Figures page={page} search={search} />}
        {!page && <PageHeader title="Overview" actions={<AskLink />} />}
        {!page && error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
        {!page && !error && <Loading />}
      </div>
    </div>
  );
};
