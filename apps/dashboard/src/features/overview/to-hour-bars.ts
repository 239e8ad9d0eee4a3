import type { Overview } from '@signalbox/contracts';
import type { Bar } from '@signalbox/ui';

const hourMs = 3_600_000;

/** What is counted in a bar, from the base line up: failures stand on it, so that their height can be read. */
export const hourSeries = ['failed', 'cancelled', 'unfinished', 'completed'] as const;

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

/** A bar for each hour; `toHref` gives the list of its runs. */
export const toHourBars = (hours: Overview['hours'], toHref: (from: string, until: string) => string): Bar[] => {
  const labels = toLabels(hours);
  return hours.map((hour, at) => ({
    label: labels[at] ?? '',
    segments: hourSeries.map((key) => ({ key, value: hour[key] })),
    href: toHref(hour.from, toHourEnd(hour.from)),
    isUnfinished: at === hours.length - 1,
  }));
};
