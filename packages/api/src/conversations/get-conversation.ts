import { ConversationDetail, Id } from '@signalbox/contracts';
import { getConversation as queryConversation } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** A conversation with its newest 500 runs, oldest first, without their logs. */
export const getConversation = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({ conversationId: Id }))
  .output(ConversationDetail)
  .query(({ ctx: { services, principal }, input: { conversationId } }) =>
    queryConversation(services.database.db, { workspaceId: principal.workspaceId, id: conversationId }),
  );
