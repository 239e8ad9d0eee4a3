import type { Agent } from '@signalbox/contracts';

/** Why an agent answers nobody; null when it does. */
export const toClosed = (agent: Pick<Agent, 'name' | 'archivedAt'> | undefined): string | null =>
  agent && agent.archivedAt !== null ? `${agent.name} was archived. Restore it in Agents to ask it.` : null;
