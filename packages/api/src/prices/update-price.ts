import { ModelPrice, newId, UpdatePriceInput } from '@signalbox/contracts';
import { insertAuditEntry, insertPrice } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { toModelPrice } from './to-model-price.ts';
import { toPriceRates } from './to-price-rates.ts';

/**
 * Adds a price of the workspace's own for a model, or the shipped one again, from a day on: for the calls that begin from
 * now on, within a second on every process. Nothing is overwritten: of a day's prices the last one counts. Throws
 * `connection.not-found`.
 */
export const updatePrice = protectedProcedure
  .meta({ permission: 'models:update', rateLimit: 'change', audit: true })
  .input(UpdatePriceInput)
  .output(ModelPrice)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { provider, model, validFrom, usdPerMTok } = input;
    await services.models.findShippedPrice(workspaceId, provider, model);
    const createdAt = new Date().toISOString();
    const rates = toPriceRates(usdPerMTok);
    const price = { id: newId(), provider, model, validFrom, rates, createdBy: actor, createdAt };
    await services.database.db.transaction().execute(async (tx) => {
      await insertPrice(tx, { ...price, workspaceId });
      const details = { id: price.id, validFrom, usdPerMTok };
      const target = `${provider}/${model}`;
      await insertAuditEntry(tx, { workspaceId, actor, action: 'prices.update', target, details, at: createdAt });
    });
    services.connections.forget(workspaceId);
    return toModelPrice(price);
  });
