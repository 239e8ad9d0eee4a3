import { Kept, WorkspaceSettings } from '@signalbox/contracts';
import { listKept } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const { keepRunsDays, keepStepsDays, keepActivityDays } = WorkspaceSettings.shape;

/** What would go at once if the workspace kept its data for so many days. Changes nothing. */
export const countExpired = protectedProcedure
  .meta({ permission: 'workspace:read', rateLimit: 'read' })
  .input(z.strictObject({ keepRunsDays, keepStepsDays, keepActivityDays }))
  .output(z.object({ items: z.array(Kept) }))
  .query(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId } = principal;
    return { items: await listKept(services.database.db, { workspaceId, days: input, now: new Date() }) };
  });
