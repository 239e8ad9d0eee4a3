import { Model } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Every model that this process can call now, the default first. */
export const listModels = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(Model) }))
  .query(({ ctx: { services } }) => ({ items: [...services.models.list()] }));
