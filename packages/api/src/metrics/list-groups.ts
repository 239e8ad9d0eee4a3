import { ListMetricGroupsInput, MetricGroup } from '@signalbox/contracts';
import { getWorkspaceSettings, listFigures, listLabels, readAtOnce } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { findMetrics, toFilters, toSpan } from './to-figure-query.ts';
import { toSpanBefore } from './to-spans.ts';

/** Figures of the keys that have the most of what they are ordered by, beside those of the span before. */
export const listGroups = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(ListMetricGroupsInput)
  .output(z.array(MetricGroup))
  .query(({ ctx: { services, principal }, input }) =>
    readAtOnce(services.database.db, async (tx) => {
      const { workspaceId } = principal;
      const { by, keys: wanted, order, limit, hasUsage, percentiles } = input;
      const query = { ...(await toFilters(tx, workspaceId, input)), by, keys: wanted };
      const { timeZone } = await getWorkspaceSettings(tx, { workspaceId });
      const spans = [toSpan(input), toSpanBefore(toSpan(input), timeZone)];
      const top = { order, limit, part: 0 };
      const figures = await listFigures(tx, { ...query, spans }, { hasUsage, percentiles, top });
      const keys = figures.filter(({ part }) => part === 0).map(({ key }) => key);
      const labelOf = await listLabels(tx, { workspaceId, by, keys });
      return keys.map((key) => ({
        key,
        label: labelOf(key),
        current: findMetrics(figures, 0, key),
        before: findMetrics(figures, 1, key),
      }));
    }),
  );
