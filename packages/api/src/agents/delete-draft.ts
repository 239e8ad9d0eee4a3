import { IdOrSlug } from '@signalbox/contracts';
import { deleteDraft as dropDraft, getAgent } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Throws the caller's unsaved changes of an agent away. */
export const deleteDraft = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: false })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(z.object({}))
  .mutation(async ({ ctx: { services, principal }, input: { agent } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const { id: agentId } = await getAgent(db, { workspaceId, agent });
    if (actor.kind === 'user') await dropDraft(db, { workspaceId, agentId, userId: actor.id });
    return {};
  });
