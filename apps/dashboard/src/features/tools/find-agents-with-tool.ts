import type { SignalboxClient } from '../../trpc.ts';

/** More than most workspaces have. */
const mostAsked = 1000;

/** Names of the agents that run here and may call a tool; null when there are too many agents. */
export const findAgentsWithTool = async (client: SignalboxClient, tool: string): Promise<readonly string[] | null> => {
  const { items, total } = await client.agents.list.query({ limit: mostAsked });
  if (total > items.length) return null;
  return items
    .filter(({ kind, tools }) => kind === 'hosted' && (tools === 'all' || tools.includes(tool)))
    .map(({ name }) => name);
};
