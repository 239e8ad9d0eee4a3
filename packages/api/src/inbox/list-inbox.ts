import { InboxItem } from '@signalbox/contracts';
import { countInbox, listInbox as queryInbox } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Questions that are shown at once; the oldest ones. */
const maxItems = 100;

/** The calls that wait for a person, the oldest question first, at most 100, and how many there are. */
export const listInbox = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(InboxItem), total: z.int().nonnegative() }))
  .query(async ({ ctx: { services, principal } }) => {
    const { workspaceId } = principal;
    const items = await queryInbox(services.database.db, { workspaceId, limit: maxItems });
    const isAll = items.length < maxItems;
    return { items, total: isAll ? items.length : await countInbox(services.database.db, { workspaceId }) };
  });
