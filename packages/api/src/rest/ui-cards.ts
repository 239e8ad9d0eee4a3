import type { Metrics, MetricsSummary } from '@signalbox/contracts';
import { z } from 'zod';

/** A figure as the seed's dashboard draws it. */
export const UiCard = z.object({
  title: z.string(),
  value: z.string(),
  change: z.string(),
  icon: z.enum(['Bot', 'Activity', 'Clock', 'DollarSign']),
  trend: z.enum(['up', 'down', 'neutral']),
  raw: z.number(),
});
type UiCard = z.infer<typeof UiCard>;

const nanoUsd = 1e9;
const whole = new Intl.NumberFormat('en-US');
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

const toTrend = (change: number): UiCard['trend'] => (change === 0 ? 'neutral' : change > 0 ? 'up' : 'down');
const toSigned = (change: number, text: string): string => (change > 0 ? `+${text}` : text);

const toShare = (current: number, before: number, span: string): string => {
  if (before === 0) return current === 0 ? `as ${span}` : `none ${span}`;
  const percent = Math.round(((current - before) / before) * 100);
  return `${toSigned(percent, `${percent}%`)} from ${span}`;
};

const toSeconds = ({ meanDurationMs }: Metrics): number => Math.round((meanDurationMs ?? 0) / 100) / 10;

/** The four cards: agents that ran this week, the runs and the cost of today, and the time that runs took this hour. */
export const toUiCards = ({
  week,
  today,
  hour,
}: Readonly<Record<'week' | 'today' | 'hour', MetricsSummary>>): UiCard[] => {
  const agents = week.activeAgents ?? 0;
  const moreAgents = agents - (week.activeAgentsBefore ?? 0);
  const runs = [today.current.count, today.before.count] as const;
  const seconds = toSeconds(hour.current);
  const slower = Math.round((seconds - toSeconds(hour.before)) * 10) / 10;
  const cost = [today.current.costNanoUsd / nanoUsd, today.before.costNanoUsd / nanoUsd] as const;
  return [
    {
      title: 'Active Agents',
      value: whole.format(agents),
      change: `${toSigned(moreAgents, String(moreAgents))} from last week`,
      icon: 'Bot',
      trend: toTrend(moreAgents),
      raw: agents,
    },
    {
      title: 'Total Runs Today',
      value: whole.format(runs[0]),
      change: toShare(...runs, 'yesterday'),
      icon: 'Activity',
      trend: toTrend(runs[0] - runs[1]),
      raw: runs[0],
    },
    {
      title: 'Avg Response Time',
      value: `${seconds}s`,
      change: `${toSigned(slower, `${slower}s`)} from last hour`,
      icon: 'Clock',
      trend: toTrend(slower),
      raw: seconds,
    },
    {
      title: 'Total Cost Today',
      value: dollars.format(cost[0]),
      change: toShare(...cost, 'yesterday'),
      icon: 'DollarSign',
      trend: toTrend(cost[0] - cost[1]),
      raw: cost[0],
    },
  ];
};
