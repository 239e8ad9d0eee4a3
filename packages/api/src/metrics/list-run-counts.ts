import { ListRunCountsInput, RunCounts } from '@signalbox/contracts';
import { countAgentRuns, getWorkspaceSettings, readAtOnce } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { fromSpan, toSpan } from './to-figure-query.ts';
import { toParts } from './to-spans.ts';

/** How many runs of each of these agents began in each hour or day of a span; ids of no agent have none. */
export const listRunCounts = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(ListRunCountsInput)
  .output(RunCounts)
  .query(({ ctx: { services, principal }, input }) =>
    readAtOnce(services.database.db, async (tx) => {
      const { workspaceId } = principal;
      const agentIds = [...new Set(input.agents)];
      const { timeZone } = await getWorkspaceSettings(tx, { workspaceId });
      const parts = toParts(toSpan(input), input.step, timeZone);
      const countsOf = await countAgentRuns(tx, { workspaceId, agentIds, spans: parts });
      const agents = agentIds.map((agentId) => ({ agentId, counts: countsOf.get(agentId) ?? [] }));
      return { parts: parts.map(fromSpan), agents: agents.filter(({ counts }) => counts.length > 0) };
    }),
  );
