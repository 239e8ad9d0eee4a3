import { AgentSpec, AgentVersionDetail, CleanString, IdOrSlug } from '@signalbox/contracts';
import { getVersion } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { checkSpec } from './check-spec.ts';
import { saveVersion } from './save-version.ts';

const Input = z.strictObject({
  agent: IdOrSlug,
  spec: AgentSpec,
  /** The newest version that the caller knows: refused when another was saved since. */
  baseVersion: z.int().positive(),
  /** What has changed, for people. */
  note: CleanString.trim().max(2000).default(''),
  /** New runs use it from now on. */
  isPublished: z.boolean().default(true),
});

/**
 * Saves a changed definition as the agent's next version; one that equals the newest version is that version. Throws
 * `request.invalid`, and `agent.version-conflict` when somebody saved another one meanwhile.
 */
export const createVersion = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(Input)
  .output(AgentVersionDetail)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId } = principal;
    await checkSpec(services, workspaceId, input.spec);
    const place = await saveVersion(services.database.db, principal, input);
    services.events.publish(toAgentsTopic(workspaceId), place.agentId);
    return getVersion(services.database.db, { workspaceId, ...place });
  });
