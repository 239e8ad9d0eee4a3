import type { MetricStep } from '@signalbox/contracts';
import type { ChartPart } from '@signalbox/ui';

import type { Span } from '../time-range/read-range.ts';

interface PartsOptions {
  readonly parts: readonly Span[];
  readonly step: MetricStep;
  readonly timeZone: string;
  readonly nowMs: number;
  /** The list behind a part. */
  readonly toHref: (part: Span) => string;
}

const toFormat = (options: Intl.DateTimeFormatOptions, timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  return (at: string): string => format.format(new Date(at));
};

/** When the clocks go back an hour comes twice; the second time it says so. */
const tellApart = (labels: readonly string[]): string[] =>
  labels.map((label, at) => (labels.indexOf(label) === at ? label : `${label} again`));

/** The parts of a span as a chart shows them; the one that goes on still grows. */
export const toChartParts = ({ parts, step, timeZone, nowMs, toHref }: PartsOptions): ChartPart[] => {
  const toDay = toFormat({ day: 'numeric', month: 'short' }, timeZone);
  const toTime = toFormat({ hour: '2-digit', minute: '2-digit', hour12: false }, timeZone);
  const isOneDay = new Set(parts.map(({ from }) => toDay(from))).size === 1;
  const toLabel = ({ from }: Span): string => {
    if (step === 'day') return toDay(from);
    return isOneDay ? toTime(from) : `${toDay(from)} ${toTime(from)}`;
  };
  const labels = tellApart(parts.map(toLabel));
  return parts.map((part, at) => ({
    label: labels[at] ?? '',
    axisLabel: step === 'day' || toTime(part.from) === '00:00' ? toDay(part.from) : toTime(part.from),
    href: toHref(part),
    isUnfinished: Date.parse(part.until) >= nowMs,
  }));
};
