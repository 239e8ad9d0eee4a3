import type { Overview } from '@signalbox/contracts';
import type { ChartPart, ChartSeries } from '@signalbox/ui';

const hourMs = 3_600_000;

/** What is counted in a bar, from the base line up: failures stand on it, so that their height can be read. */
const hourSeries = ['failed', 'cancelled', 'unfinished', 'completed'] as const;

const toHourLabel = (from: string): string =>
  new Date(from).toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** When the clocks go back an hour comes twice; the second time it says so. */
const toLabels = (hours: Overview['hours']): string[] => {
  const labels: string[] = [];
  for (const { from } of hours) {
    const label = toHourLabel(from);
    labels.push(labels.includes(label) ? `${label} again` : label);
  }
  return labels;
};

/** The end of an hour of the overview. */
const toHourEnd = (from: string): string => new Date(Date.parse(from) + hourMs).toISOString();

/** A part for each hour; `toHref` gives the list of its runs. */
export const toHourParts = (hours: Overview['hours'], toHref: (from: string, until: string) => string): ChartPart[] => {
  const labels = toLabels(hours);
  return hours.map(({ from }, at) => ({
    label: labels[at] ?? '',
    href: toHref(from, toHourEnd(from)),
    isUnfinished: at === hours.length - 1,
  }));
};

const colors = {
  failed: 'text-danger',
  cancelled: 'text-neutral',
  unfinished: 'text-accent',
  completed: 'text-success',
} as const satisfies Record<(typeof hourSeries)[number], string>;

/** The runs of each hour by what became of them. */
export const toHourSeries = (hours: Overview['hours']): ChartSeries[] =>
  hourSeries.map((key) => ({
    key,
    label: key === 'unfinished' ? 'not ended yet' : key,
    color: colors[key],
    values: hours.map((hour) => hour[key]),
  }));
