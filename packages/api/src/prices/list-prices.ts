import { ListPricesInput, ModelPrice, ShippedPrice } from '@signalbox/contracts';
import { listPrices as queryPrices } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toModelPrice } from './to-model-price.ts';

/**
 * What the workspace set for a model, the latest day first and of a day the one that counts first, and the shipped price
 * beside it. Throws `connection.not-found`.
 */
export const listPrices = protectedProcedure
  .meta({ permission: 'models:read', rateLimit: 'read' })
  .input(ListPricesInput)
  .output(z.object({ items: z.array(ModelPrice), shipped: ShippedPrice.nullable() }))
  .query(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId } = principal;
    const shipped = await services.models.findShippedPrice(workspaceId, input.provider, input.model);
    const items = await queryPrices(services.database.db, { workspaceId, ...input });
    return { items: items.map(toModelPrice), shipped };
  });
