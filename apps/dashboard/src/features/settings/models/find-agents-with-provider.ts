import type { SignalboxClient } from '../../../trpc.ts';

/** Agents of a larger workspace are not asked one by one. */
const mostAsked = 10;

/** Names of the agents whose models name a provider; null when there are too many agents to ask each. */
export const findAgentsWithProvider = async (
  client: SignalboxClient,
  provider: string,
): Promise<readonly string[] | null> => {
  const { items, total } = await client.agents.list.query({ limit: mostAsked });
  if (total > items.length) return null;
  const agents = await Promise.all(items.map(({ id }) => client.agents.get.query({ agent: id })));
  return agents.filter(({ spec }) => spec.models.some((one) => one.provider === provider)).map(({ name }) => name);
};
