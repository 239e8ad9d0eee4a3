import { MetricsInput, MetricsSummary } from '@signalbox/contracts';
import { getWorkspaceSettings, readAtOnce, readTotals } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { findMetrics, fromSpan, toFilters, toSpan } from './to-figure-query.ts';
import { toSpanBefore } from './to-spans.ts';

/** Figures of a span, with tokens by class, beside those of the span before it; they equal the lists of the same conditions. */
export const getSummary = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(MetricsInput)
  .output(MetricsSummary)
  .query(({ ctx: { services, principal }, input }) =>
    readAtOnce(services.database.db, async (tx) => {
      const { workspaceId } = principal;
      const filters = await toFilters(tx, workspaceId, input);
      const { timeZone } = await getWorkspaceSettings(tx, { workspaceId });
      const before = toSpanBefore(toSpan(input), timeZone);
      const { figures, activeAgents } = await readTotals(tx, { ...filters, spans: [toSpan(input), before] });
      const [active = null, activeBefore = null] = activeAgents ?? [];
      return {
        current: findMetrics(figures, 0),
        before: findMetrics(figures, 1),
        activeAgents: active,
        activeAgentsBefore: activeBefore,
        beforeSpan: fromSpan(before),
        at: new Date().toISOString(),
      };
    }),
  );
