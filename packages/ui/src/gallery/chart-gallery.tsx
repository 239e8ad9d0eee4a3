import { Chart } from '../chart.tsx';
import { cn } from '../cn.ts';
import { seriesColors } from '../series-colors.ts';
import { Sparkline } from '../sparkline.tsx';
import { StatCard } from '../stat-card.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const hours = [4, 6, 3, 0, 9, 12, 18, 22, null, 15, 11, 7];

const parts = hours.map((_, at) => ({
  label: `${String(at + 8).padStart(2, '0')}:00`,
  href: `#runs-${at}`,
  isUnfinished: at === hours.length - 1,
}));

const byStatus = [
  {
    key: 'failed',
    label: 'failed',
    color: 'text-danger',
    values: hours.map((runs) => runs && Math.floor(runs / 5)),
  },
  { key: 'completed', label: 'completed', color: 'text-success', values: hours },
  {
    key: 'running',
    label: 'running',
    color: 'text-accent',
    values: hours.map((runs, at) => runs && (at === hours.length - 1 ? 3 : 0)),
  },
];

const toLatency = (factor: number) => hours.map((runs) => (runs === null ? null : 0.8 + (runs * factor) / 10));

const latency = [
  { key: 'p50', label: 'p50', color: 'text-series-1', values: toLatency(1) },
  { key: 'p95', label: 'p95', color: 'text-series-1', line: 'thin', values: toLatency(3) },
  { key: 'p99', label: 'p99', color: 'text-series-1', line: 'dashed', values: toLatency(4) },
] as const;

const byAgent = seriesColors.map((color, at) => ({
  key: color,
  label: `agent ${at + 1}`,
  color,
  values: hours.map((runs) => runs && (runs * (9 - at)) / 4),
}));

/** Figures and charts. */
export const ChartGallery = () => (
  <GalleryGroup title="Figures">
    <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
      <StatCard
        label="Runs"
        value="12,843"
        change={{ text: '↑ 8.4%', tone: 'neutral' }}
        hint="against yesterday"
        sparkline={hours}
        href="#runs"
      />
      <StatCard
        label="Response time"
        value="1.84"
        unit="s"
        change={{ text: '↓ 5.1%', tone: 'success' }}
        hint="p95 6.20 s"
        sparkline={[3, 4, 3, 2, 2, 2]}
        href="#time"
      />
      <StatCard
        label="Success"
        value="98.2%"
        change={{ text: '↓ 1.1 points', tone: 'danger' }}
        sparkline={[9, 9, 9, 8, 7, 8]}
      />
      <StatCard label="Running now" value="0" hint="Nothing is waiting" />
    </div>
    <div className="grid gap-4 md:grid-cols-2">
      <Chart form="bars" label="Runs by status" parts={parts} series={byStatus} formatValue={String} unit="runs" />
      <Chart
        form="lines"
        label="Response time"
        parts={parts}
        series={latency}
        isSummed={false}
        formatValue={(seconds) => seconds.toFixed(1)}
        unit="s"
        marks={[{ label: 'v14', share: 0.4 }]}
      />
      <Chart form="lines" label="Cost by agent" parts={parts} series={byAgent} formatValue={String} />
      <Chart
        form="lines"
        label="A single value"
        parts={parts.slice(0, 2)}
        series={latency.map((one) => ({ ...one, values: [1.84, null] }))}
        isSummed={false}
        formatValue={(seconds) => `${seconds.toFixed(2)} s`}
      />
    </div>
    <GalleryRow title="Series">
      {seriesColors.map((color) => (
        <span key={color} className={cn('rounded-badge size-8 bg-current', color)} />
      ))}
      <div className="w-40">
        <Sparkline label="A course with a gap" values={hours} />
      </div>
    </GalleryRow>
  </GalleryGroup>
);
