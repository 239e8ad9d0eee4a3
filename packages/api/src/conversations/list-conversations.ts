import { Conversation, IdOrSlug, toPageSchema } from '@signalbox/contracts';
import { listConversations as queryConversations } from '@signalbox/database';

import { IdPageInput } from '../id-page-input.ts';
import { protectedProcedure } from '../procedure.ts';

/** A page of conversations; the one whose newest run is newest comes first. */
export const listConversations = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(IdPageInput.extend({ agent: IdOrSlug.optional() }))
  .output(toPageSchema(Conversation))
  .query(({ ctx: { services, principal }, input }) =>
    queryConversations(services.database.db, { ...input, workspaceId: principal.workspaceId }),
  );
