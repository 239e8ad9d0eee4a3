import { cn } from '../cn.ts';
import { Sparkline } from '../sparkline.tsx';
import { StackedBars } from '../stacked-bars.tsx';
import { StatCard } from '../stat-card.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const hours = [4, 6, 3, 0, 9, 12, 18, 22, null, 15, 11, 7];

const bars = hours.map((runs, at) => ({
  label: `${String(at + 8).padStart(2, '0')}:00`,
  segments:
    runs === null
      ? []
      : [
          { key: 'failed', value: Math.floor(runs / 5) },
          { key: 'completed', value: runs },
          { key: 'running', value: at === hours.length - 1 ? 3 : 0 },
        ],
  href: `#runs-${at}`,
  isUnfinished: at === hours.length - 1,
}));

const series = [
  { key: 'failed', label: 'failed', color: 'bg-danger' },
  { key: 'completed', label: 'completed', color: 'bg-success' },
  { key: 'running', label: 'running', color: 'bg-accent' },
];

const colors = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
  'bg-series-7',
  'bg-series-8',
];

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
    <StackedBars label="Runs by status" bars={bars} series={series} formatValue={String} unit="runs" />
    <GalleryRow title="Series">
      {colors.map((color) => (
        <span key={color} className={cn('rounded-badge size-8', color)} />
      ))}
      <div className="w-40">
        <Sparkline label="A course with a gap" values={hours} />
      </div>
    </GalleryRow>
  </GalleryGroup>
);
