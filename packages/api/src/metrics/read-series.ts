import type { MetricDimension, MetricPercentiles, MetricSeries } from '@signalbox/contracts';
import { type Database, type FigureQuery, listFigures, listLabels, type Span } from '@signalbox/database';

import { findMetrics } from './to-figure-query.ts';

type SeriesQuery = Omit<FigureQuery, 'spans' | 'keys' | 'by'> & {
  readonly by: MetricDimension | undefined;
  readonly parts: readonly Span[];
  readonly limit: number;
  readonly hasUsage: boolean;
  readonly percentiles: MetricPercentiles;
};

/** One line of all, or one of each of the keys with the most runs, and one of the others when there are any. */
export const readSeries = async (
  db: Database['db'],
  { by, parts, limit, hasUsage, percentiles, ...filters }: SeriesQuery,
): Promise<MetricSeries[]> => {
  const toPoints = (figures: Awaited<ReturnType<typeof listFigures>>, key: string) => {
    const own = figures.filter((row) => row.key === key);
    return parts.map((_, part) => findMetrics(own, part, key));
  };
  if (by === undefined) {
    const figures = await listFigures(db, { ...filters, spans: parts }, { hasUsage, percentiles });
    return [{ key: null, label: '', points: toPoints(figures, '') }];
  }
  const top = { order: 'count', limit, hasOther: true } as const;
  const figures = await listFigures(db, { ...filters, by, spans: parts }, { hasUsage, percentiles, top });
  const keys = [...new Set(figures.map(({ key }) => key))];
  const labelOf = await listLabels(db, { workspaceId: filters.workspaceId, by, keys });
  return keys.map((key) => ({ key, label: labelOf(key), points: toPoints(figures, key) }));
};
