import type { MetricSeriesAnswer } from '@signalbox/contracts';
import { Chart, type ChartProps, FaultBox, Panel, Skeleton } from '@signalbox/ui';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { toFault } from '../fault.ts';
import type { Span } from '../time-range/read-range.ts';
import type { PageRange } from '../time-range/use-range.ts';
import { useNow } from '../use-now.ts';
import { toChartParts } from './to-chart-parts.ts';
import { toMarks } from './to-marks.ts';
import type { RunsConditions } from './to-runs-search.ts';
import { toStep } from './to-step.ts';

interface FigureChartProps extends Pick<
  ChartProps,
  'form' | 'series' | 'formatValue' | 'values' | 'unit' | 'isSummed'
> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly answer: {
    readonly data: Pick<MetricSeriesAnswer, 'parts' | 'newVersions'> | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly page: PageRange;
  /** Which runs the figures count, besides their time. */
  readonly conditions: RunsConditions;
  /** The figures are of one agent. */
  readonly isOneAgent?: boolean;
  /** Asks for the figures of a part of the time; without it no range can be dragged. */
  readonly onRange?: (span: Span) => void;
  /** Said in place of a chart of nothing. */
  readonly empty: string;
  readonly children?: ReactNode;
}

const renewMs = 60_000;

const isNothing = ({ series }: Pick<ChartProps, 'series'>): boolean =>
  series.every(({ values }) => values.every((value) => value === null || value === 0));

const Drawn = (props: FigureChartProps & { readonly data: Pick<MetricSeriesAnswer, 'parts' | 'newVersions'> }) => {
  const { title, data, page, conditions, isOneAgent = false, onRange } = props;
  const router = useRouter();
  const nowMs = useNow(renewMs);
  const { parts, newVersions } = data;
  const toHref = (part: Span): string =>
    router.buildLocation({ to: '/runs', search: { ...conditions, from: part.from, until: part.until } }).href;
  const select = (first: number, last: number): void => {
    const [from, until] = [parts[first]?.from, parts[last]?.until];
    if (from !== undefined && until !== undefined) onRange?.({ from, until });
  };
  return (
    <Chart
      className="px-4 pb-3"
      form={props.form}
      label={title}
      parts={toChartParts({ parts, step: toStep(page.span), timeZone: page.timeZone, nowMs, toHref })}
      series={props.series}
      formatValue={props.formatValue}
      values={props.values}
      unit={props.unit}
      isSummed={props.isSummed}
      marks={toMarks({ newVersions, parts, isOneAgent })}
      onOpen={(href) => router.history.push(href)}
      {...(onRange && parts.length > 1 && { onSelect: select })}
    />
  );
};

/** Figures over the time of the page, in a panel: pressing a part opens its runs, a drag asks for that time. */
export const FigureChart = (props: FigureChartProps) => {
  const { title, note, actions, answer, empty, children } = props;
  const { data, error } = answer;
  return (
    <Panel title={title} note={note} actions={actions}>
      {!data && !error && <Skeleton className="mx-4 mb-4 h-52" />}
      {!data && Boolean(error) && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(error)} onRetry={() => void answer.refetch()} />
        </div>
      )}
      {data && isNothing(props) && <p className="text-text-muted px-4 pb-4">{empty}</p>}
      {data && !isNothing(props) && <Drawn {...props} data={data} />}
      {data && children}
    </Panel>
  );
};
