import { IdOrSlug, PageInput, toPageSchema } from '@signalbox/contracts';
import { getAgent, listVersions as queryVersions, sumVersions } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { VersionAnswer } from './agent-answer.ts';

const Input = PageInput.extend({
  agent: IdOrSlug,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
}).strict();

/** A page of the agent's versions, newest first, with what their runs of the last 30 days come to. */
export const listVersions = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(Input)
  .output(toPageSchema(VersionAnswer))
  .query(async ({ ctx: { services, principal }, input: { agent, cursor, limit } }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const { id: agentId } = await getAgent(db, { workspaceId, agent });
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await queryVersions(db, { workspaceId, agentId, limit: limit + 1, before });
    const page = rows.slice(0, limit);
    const numbers = page.map(({ number }) => number);
    const totalsOf = await sumVersions(db, { workspaceId, agentId, numbers, at: new Date() });
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((version) => ({ ...version, last30d: totalsOf(version.number) })),
      nextCursor: last ? String(last.number) : null,
    };
  });
