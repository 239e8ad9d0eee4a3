import { ListMetricGroupsInput, MetricGroup } from '@signalbox/contracts';
import { getWorkspaceSettings, listFigures, listLabels, listTopKeys, readAtOnce } from '@signalbox/database';
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
      const { by, order, limit, hasUsage, hasPercentiles } = input;
      const query = { ...(await toFilters(tx, workspaceId, input)), by };
      const { timeZone } = await getWorkspaceSettings(tx, { workspaceId });
      const span = toSpan(input);
      const keys = await listTopKeys(tx, { ...query, spans: [span] }, { order, limit });
      if (keys.length === 0) return [];
      const spans = [span, toSpanBefore(span, timeZone)];
      const figures = await listFigures(tx, { ...query, keys, spans }, { hasUsage, hasPercentiles });
      const labelOf = await listLabels(tx, { workspaceId, by, keys });
      return keys.map((key) => ({
        key,
        label: labelOf(key),
        current: findMetrics(figures, 0, key),
        before: findMetrics(figures, 1, key),
      }));
    }),
  );
