import type { Overview } from '@signalbox/contracts';
import { type BarSeries, Panel, StackedBars } from '@signalbox/ui';
import { useRouter } from '@tanstack/react-router';

import { formatCount } from '../../formats/format-count.ts';
import { hourSeries, toHourBars } from './to-hour-bars.ts';

const colors = {
  failed: 'bg-danger',
  cancelled: 'bg-neutral',
  unfinished: 'bg-accent',
  completed: 'bg-success',
} as const satisfies Record<(typeof hourSeries)[number], string>;

const series: readonly BarSeries[] = hourSeries.map((key) => ({
  key,
  label: key === 'unfinished' ? 'not ended yet' : key,
  color: colors[key],
}));

/** The runs of each hour by what became of them; a bar opens its runs. */
export const RunsChart = ({ hours }: Pick<Overview, 'hours'>) => {
  const router = useRouter();
  const isEmpty = hours.every(({ runs }) => runs === 0);
  const toHref = (from: string, until: string): string =>
    router.buildLocation({ to: '/runs', search: { from, until } }).href;
  return (
    <Panel title="Runs by hour" note="counted in the hour they began">
      {isEmpty && <p className="text-text-muted px-4 pb-4">No run began in the last 24 hours.</p>}
      {!isEmpty && (
        <StackedBars
          className="px-4 pb-3"
          label="Runs by hour and status"
          bars={toHourBars(hours, toHref)}
          series={series}
          formatValue={formatCount}
          unit="runs"
          onOpen={(href) => router.history.push(href)}
        />
      )}
    </Panel>
  );
};
