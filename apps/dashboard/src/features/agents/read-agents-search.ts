import type { AgentStatus } from '@signalbox/contracts';

import type { AgentsSearch } from './parse-agents-search.ts';

/** Which agents an address asks for; null where it names nothing. */
export interface AgentsChoice {
  readonly q: string | null;
  readonly status: AgentStatus | null;
  readonly isArchived: boolean;
  readonly project: string | null;
  readonly capability: string | null;
}

/** What agents may be, in the order it is offered. */
export const agentStatuses = ['active', 'error', 'draft', 'inactive'] as const satisfies AgentStatus[];

const mostCharacters = 200;

/** What an address asks for; a status that there is not filters nothing. */
export const readAgentsSearch = ({ q, status, archived, project, capability }: AgentsSearch): AgentsChoice => ({
  q: q?.slice(0, mostCharacters) ?? null,
  status: agentStatuses.find((one) => one === status) ?? null,
  isArchived: archived === 'yes',
  project: project?.slice(0, mostCharacters) ?? null,
  capability: capability?.slice(0, mostCharacters) ?? null,
});

/** The address of a choice. */
export const printAgentsSearch = ({ isArchived, ...texts }: AgentsChoice): AgentsSearch => ({
  ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== null && text !== '')),
  ...(isArchived && { archived: 'yes' }),
});
