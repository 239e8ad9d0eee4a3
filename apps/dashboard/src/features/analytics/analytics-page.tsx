import { FaultBox, PageHeader, SegmentedControl, Select, Skeleton } from '@signalbox/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { FigureChart } from '../../figures/figure-chart.tsx';
import { toRankedSeries } from '../../figures/to-figure-series.ts';
import { toStep } from '../../figures/to-step.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { RangePicker } from '../../time-range/range-picker.tsx';
import type { Span } from '../../time-range/read-range.ts';
import { type PageRange, useRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import { ExportButton } from './export-button.tsx';
import { GroupsTable } from './groups-table.tsx';
import { MeasureCards } from './measure-cards.tsx';
import { dimensions, measures, toMeasure } from './measures.ts';
import type { AnalyticsSearch } from './parse-analytics-search.ts';
import { type AnalyticsChoice, readAnalyticsSearch } from './read-analytics-search.ts';
import { TokensByClass } from './tokens-by-class.tsx';

interface AnalyticsPageProps {
  readonly search: AnalyticsSearch;
}

interface ChoicesProps {
  readonly choice: AnalyticsChoice;
  readonly onChange: (change: AnalyticsSearch) => void;
}

const shownLines = 7;
const shownGroups = 50;
/** What figures are about unless the address says otherwise. */
const usualRange = '30d';

const forms = [
  { value: 'lines', label: 'Lines' },
  { value: 'bars', label: 'Bars' },
] as const;

const dimensionOptions = [...dimensions].map(([value, label]) => ({ value, label: `By ${label.toLowerCase()}` }));

const Choices = ({ choice, onChange }: ChoicesProps) => (
  <div className="flex flex-wrap items-center gap-2">
    <Select
      label="Measure"
      isLabelHidden
      className="w-56"
      value={choice.measure}
      options={[...measures]
        .filter(([, measure]) => choice.by !== 'tool' || measure.isOfTools)
        .map(([value, { label }]) => ({ value, label }))}
      onChange={(measure) => onChange({ measure })}
    />
    <Select
      label="Told apart by"
      isLabelHidden
      className="w-40"
      value={choice.by}
      options={dimensionOptions}
      onChange={(by) => onChange({ by })}
    />
    {toMeasure(choice.measure).isSum && (
      <SegmentedControl label="Drawn as" value={choice.form} options={forms} onChange={(form) => onChange({ form })} />
    )}
  </div>
);

const Figures = ({ search, page }: AnalyticsPageProps & { readonly page: PageRange }) => {
  const navigate = useNavigate();
  const { metrics } = useTRPC();
  const choice = readAnalyticsSearch(search);
  const measure = toMeasure(choice.measure);
  const { by, form } = choice;
  const kept = { placeholderData: keepPreviousData };
  const read = { hasUsage: measure.isOfTokens === true, percentiles: measure.percentiles ?? 'none' };
  const lines = { ...page.span, by, step: toStep(page.span), limit: shownLines };
  const course = useQuery(metrics.listSeries.queryOptions({ ...lines, ...read }, kept));
  const groups = useQuery(
    metrics.listGroups.queryOptions(
      { ...page.span, by, limit: shownGroups, order: measure.order ?? 'count', ...read },
      kept,
    ),
  );
  useFiguresChanges();
  const choose = (next: AnalyticsSearch): void => void navigate({ to: '/analytics', search: next, resetScroll: false });
  const { range: _range, from: _from, until: _until, ...rest } = search;
  const zoom = (span: Span): void => choose({ ...rest, ...span });
  return (
    <>
      <PageHeader
        title="Analytics"
        lead="A run counts in the hour it began. Every figure leads to its runs."
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <RangePicker page={page} onChange={(range) => choose({ ...rest, ...range })} />
            <ExportButton lines={lines} />
          </div>
        }
      >
        <Choices choice={choice} onChange={(change) => choose({ ...search, ...change })} />
      </PageHeader>
      <MeasureCards measure={measure} page={page} />
      <FigureChart
        title={measure.label}
        note={`by ${by}`}
        form={form}
        isSummed={measure.isSum}
        answer={course}
        series={toRankedSeries(course.data?.series ?? [], measure.read)}
        formatValue={measure.format}
        values={measure.values}
        page={page}
        conditions={{}}
        empty="Nothing of it happened in this time."
        onRange={zoom}
      />
      {measure.isOfTokens && <TokensByClass page={page} onRange={zoom} />}
      <GroupsTable groups={groups} measure={measure} by={by} page={page} />
    </>
  );
};

/** What runs come to, told apart by one thing and against the time before. */
export const AnalyticsPage = ({ search }: AnalyticsPageProps) => {
  useTitle('Analytics');
  const { page, error, refetch } = useRange(search, usualRange);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-[1440px] flex-col gap-3 p-3 md:p-5">
        {page && <Figures page={page} search={search} />}
        {!page && <PageHeader title="Analytics" />}
        {!page && error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
        {!page && !error && <Skeleton className="h-72" />}
      </div>
    </div>
  );
};
