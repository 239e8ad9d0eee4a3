import { Model } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Every model that the workspace can call now, the default first. */
export const listModels = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read', waitsForOthers: true })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(Model) }))
  .query(async ({ ctx: { services, principal } }) => ({
    items: [...(await services.models.list(principal.workspaceId))],
  }));
