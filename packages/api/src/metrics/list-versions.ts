import { Agent, AgentVersion, Metrics, SetAgentStatus } from '@signalbox/contracts';
import { listVersionFigures } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const dayMs = 86_400_000;

const VersionFigures = z.object({
  agentId: z.string(),
  agentName: z.string(),
  project: z.string(),
  status: SetAgentStatus,
  number: z.int().positive(),
  label: z.string(),
  cluster: z.string(),
  models: Agent.shape.models,
  tools: AgentVersion.shape.tools,
  lastRunAt: z.iso.datetime().nullable(),
  metrics: Metrics,
});

/** The versions of all agents, those that ran last first, with what all of their runs come to. */
export const listVersions = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({ limit: z.int().min(1).max(500).default(100) }).prefault({}))
  .output(z.array(VersionFigures))
  .query(({ ctx: { services, principal }, input: { limit } }) => {
    // runs that are reported may begin a day ahead of our clock
    const span = { from: new Date(0), until: new Date(Math.ceil(Date.now() / dayMs + 2) * dayMs) };
    return listVersionFigures(services.database.db, { workspaceId: principal.workspaceId, span, limit });
  });
