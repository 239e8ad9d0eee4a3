import type { SignalboxClient } from '../../../trpc.ts';

/** More than most workspaces have. */
const mostAsked = 1000;

/** Names of the agents that run here whose models name a provider; null when there are too many agents. */
export const findAgentsWithProvider = async (
  client: SignalboxClient,
  provider: string,
): Promise<readonly string[] | null> => {
  const { items, total } = await client.agents.list.query({ limit: mostAsked });
  if (total > items.length) return null;
  return items
    .filter(({ kind, models }) => kind === 'hosted' && models.some((id) => id.startsWith(`${provider}/`)))
    .map(({ name }) => name);
};
