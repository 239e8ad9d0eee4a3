import { RepricedRuns, RepriceInput } from '@signalbox/contracts';
import { insertAuditEntry } from '@signalbox/database';
import { toMetricsTopic, toWorkspaceTopic } from '@signalbox/events';

import { protectedProcedure } from '../procedure.ts';
import { repriceRuns } from './reprice-runs.ts';

/**
 * Prices ended runs anew by the prices of now, for about a second a call, figures with them. A cost that a sender gave
 * stays, and so does one whose calls are not known any more; logs keep what was booked. Doing it again changes nothing.
 */
export const updateRunCosts = protectedProcedure
  .meta({ permission: 'models:update', rateLimit: 'change', audit: true })
  .input(RepriceInput)
  .output(RepricedRuns)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { from, model, cursor } = input;
    if (cursor === undefined) {
      const entry = { target: model ?? workspaceId, details: { from, model }, at: new Date().toISOString() };
      const action = 'prices.updateRunCosts';
      await insertAuditEntry(services.database.db, { workspaceId, actor, action, ...entry });
    }
    const repriced = await repriceRuns(services, { ...input, workspaceId, isStored: true });
    if (repriced.runs + repriced.comparedRuns > 0) {
      // no id: any run may have changed
      for (const toTopic of [toWorkspaceTopic, toMetricsTopic]) services.events.publish(toTopic(workspaceId), '');
    }
    return repriced;
  });
