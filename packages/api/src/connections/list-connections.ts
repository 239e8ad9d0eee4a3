import { Connection, ConnectionOffer } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** The workspace's connections by name, without their keys, and servers of models that could be connected. */
export const listConnections = protectedProcedure
  .meta({ permission: 'models:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(Connection), offers: z.array(ConnectionOffer) }))
  .query(async ({ ctx: { services, principal } }) => {
    const { workspaceId } = principal;
    const [items, offers] = await Promise.all([
      services.connections.list(workspaceId),
      services.connections.listOffers(workspaceId),
    ]);
    return { items: [...items], offers: [...offers] };
  });
