import type { Agent } from '@signalbox/contracts';

/** Why an agent answers nobody here; null when it does. */
export const toClosed = (agent: Pick<Agent, 'name' | 'kind' | 'archivedAt'> | undefined): string | null => {
  if (agent?.kind === 'external')
    return `${agent.name} runs elsewhere and reports what it did: it is not asked from here.`;
  return agent && agent.archivedAt !== null ? `${agent.name} was archived. Restore it in Agents to ask it.` : null;
};
