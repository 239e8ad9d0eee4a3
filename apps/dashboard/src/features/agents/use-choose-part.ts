import { useNavigate } from '@tanstack/react-router';

import type { AgentSearch } from './parse-agent-search.ts';

/** Goes to another part of an agent's page, by its address. */
export const useChoosePart = (slug: string): ((search: AgentSearch) => void) => {
  const navigate = useNavigate();
  return (search) => void navigate({ to: '/agents/$agent', params: { agent: slug }, search, resetScroll: false });
};
