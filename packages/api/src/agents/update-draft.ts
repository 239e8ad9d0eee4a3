import { AgentSpec, AppError, IdOrSlug } from '@signalbox/contracts';
import { getAgent, saveDraft } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Input = z.strictObject({
  agent: IdOrSlug,
  /** May still be wrong: it is checked when it is saved as a version. */
  spec: AgentSpec,
  baseVersion: z.int().positive(),
});

/** Keeps the caller's unsaved changes, so that they are there on another day and machine. Answers with the agent's newest version. */
export const updateDraft = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: false })
  .input(Input)
  .output(z.object({ latestVersion: z.int().positive() }))
  .mutation(async ({ ctx: { services, principal }, input: { agent, spec, baseVersion } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    if (actor.kind !== 'user') throw new AppError('auth.forbidden', 'Only people have drafts. Save a version.');
    const { id: agentId, latestVersion } = await getAgent(db, { workspaceId, agent });
    const at = new Date().toISOString();
    await saveDraft(db, { workspaceId, agentId, userId: actor.id, spec, baseVersion, at });
    return { latestVersion };
  });
