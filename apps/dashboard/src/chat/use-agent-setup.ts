import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';
import type { AgentSetup } from './to-agent-setup.ts';
import { useSpecSetup } from './use-spec-setup.ts';

/** What messages to an agent would be answered with; null until it is known. */
export const useAgentSetup = (agent: string, modelId: string | null): AgentSetup | null => {
  const trpc = useTRPC();
  const detail = useQuery(trpc.agents.get.queryOptions({ agent }));
  return useSpecSetup(detail.data?.spec, modelId);
};
