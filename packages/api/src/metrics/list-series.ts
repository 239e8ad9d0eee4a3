import { ListMetricSeriesInput, MetricSeriesAnswer } from '@signalbox/contracts';
import { getWorkspaceSettings, listNewVersions, readAtOnce } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { readSeries } from './read-series.ts';
import { fromSpan, toFilters, toSpan } from './to-figure-query.ts';
import { toParts } from './to-spans.ts';

/** Figures of each hour or day of a span: of all, or of the keys that have the most runs, and of the others together. */
export const listSeries = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(ListMetricSeriesInput)
  .output(MetricSeriesAnswer)
  .query(({ ctx: { services, principal }, input }) =>
    readAtOnce(services.database.db, async (tx) => {
      const { workspaceId } = principal;
      const { by, limit, hasUsage, percentiles } = input;
      const filters = await toFilters(tx, workspaceId, input);
      const { timeZone } = await getWorkspaceSettings(tx, { workspaceId });
      const span = toSpan(input);
      const parts = toParts(span, input.step, timeZone);
      return {
        parts: parts.map(fromSpan),
        series: await readSeries(tx, { ...filters, by, parts, limit, hasUsage, percentiles }),
        newVersions: await listNewVersions(tx, { ...filters, span }),
      };
    }),
  );
