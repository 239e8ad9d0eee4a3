import { FaultBox, PageHeader, Skeleton } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { formatClock } from '../../formats/format-time.ts';
import { useTitle } from '../../use-title.ts';
import { Attention } from './attention.tsx';
import { Checklist } from './checklist.tsx';
import { ErrorGroups } from './error-groups.tsx';
import { FigureCards, FigureCardsLoading } from './figure-cards.tsx';
import { RecentRuns, RunningRuns } from './recent-runs.tsx';
import { RunsChart } from './runs-chart.tsx';
import { useFirstSteps } from './use-first-steps.ts';
import { useOverview } from './use-overview.ts';

type Queries = ReturnType<typeof useOverview>;

const dayMs = 86_400_000;
const zone = new Intl.DateTimeFormat('en-GB').resolvedOptions().timeZone;

const Figures = ({ figures }: Pick<Queries, 'figures'>) => {
  const { data, error } = figures;
  if (!data && error) return <FaultBox fault={toFault(error)} onRetry={() => void figures.refetch()} />;
  if (!data) {
    return (
      <>
        <FigureCardsLoading />
        <Skeleton className="h-72" />
      </>
    );
  }
  const from = new Date(Date.parse(data.at) - dayMs).toISOString();
  return (
    <>
      <FigureCards overview={data} from={from} />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <RunsChart hours={data.hours} />
        <ErrorGroups errors={data.errors} from={from} />
      </div>
    </>
  );
};

/** What goes on, what needs somebody, and how the last day went. */
export const OverviewPage = () => {
  useTitle('Overview');
  const { figures, inbox, recent, running } = useOverview();
  const { steps, finish, close } = useFirstSteps();
  const at = figures.data?.at;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-[1440px] flex-col gap-3 p-3 md:p-5">
        <PageHeader
          title="Overview"
          lead={
            <span className="tabular-nums">
              The last 24 hours{at !== undefined && `, as of ${formatClock(at)}`}. Times are those of {zone}.
            </span>
          }
          actions={
            <Link
              to="/playground/{-$conversationId}"
              className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center px-3 font-medium pointer-coarse:h-11"
            >
              Ask an agent
            </Link>
          }
        />
        <Attention waiting={inbox.data?.count ?? 0} />
        {recent.data && (
          <Checklist steps={steps} newestRunId={recent.data.items[0]?.id ?? null} onFinish={finish} onClose={close} />
        )}
        <Figures figures={figures} />
        <RunningRuns running={running} onInspect={() => finish('inspect')} />
        <RecentRuns recent={recent} onInspect={() => finish('inspect')} />
      </div>
    </div>
  );
};
