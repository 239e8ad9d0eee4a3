import type { Overview } from '@signalbox/contracts';
import { Chart, Panel } from '@signalbox/ui';
import { useRouter } from '@tanstack/react-router';

import { formatCount } from '../../formats/format-count.ts';
import { toHourParts, toHourSeries } from './to-hour-parts.ts';

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
        <Chart
          form="bars"
          className="px-4 pb-3"
          label="Runs by hour and status"
          parts={toHourParts(hours, toHref)}
          series={toHourSeries(hours)}
          formatValue={formatCount}
          unit="runs"
          onOpen={(href) => router.history.push(href)}
        />
      )}
    </Panel>
  );
};
