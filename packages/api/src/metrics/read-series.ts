import type { MetricDimension, MetricSeries } from '@signalbox/contracts';
import { type Database, type FigureQuery, listFigures, listLabels, listTopKeys, type Span } from '@signalbox/database';

import { findMetrics } from './to-figure-query.ts';

/** What the keys are together that have no line of their own. */
const otherKey = 'other';

type SeriesQuery = Omit<FigureQuery, 'spans' | 'keys' | 'by'> & {
  readonly by: MetricDimension | undefined;
  readonly span: Span;
  readonly parts: readonly Span[];
  readonly limit: number;
  readonly hasUsage: boolean;
  readonly hasPercentiles: boolean;
};

/** One line of all, or one of each of the keys with the most runs, and one of the others when there are any. */
export const readSeries = async (
  db: Database['db'],
  { by, span, parts, limit, hasUsage, hasPercentiles, ...filters }: SeriesQuery,
): Promise<MetricSeries[]> => {
  const toPoints = (figures: Awaited<ReturnType<typeof listFigures>>, key: string) => {
    const own = figures.filter((row) => row.key === key);
    return parts.map((_, part) => findMetrics(own, part, key));
  };
  if (by === undefined) {
    const figures = await listFigures(db, { ...filters, spans: parts }, { hasUsage, hasPercentiles });
    return [{ key: null, label: '', points: toPoints(figures, '') }];
  }
  const top = await listTopKeys(db, { ...filters, by, spans: [span] }, { order: 'count', limit });
  const keys = top.filter((key) => key !== otherKey);
  const query = { ...filters, by, spans: parts, keys, hasOther: true };
  const figures = await listFigures(db, query, { hasUsage, hasPercentiles });
  const labelOf = await listLabels(db, { workspaceId: filters.workspaceId, by, keys });
  const others = figures.some(({ key }) => key === otherKey) ? [otherKey] : [];
  return [...keys, ...others].map((key) => ({ key, label: labelOf(key), points: toPoints(figures, key) }));
};
