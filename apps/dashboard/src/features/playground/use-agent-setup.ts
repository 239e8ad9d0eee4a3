import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { toAgentSetup, type AgentSetup } from './to-agent-setup.ts';

/** What messages to an agent would be answered with; null until it is known. */
export const useAgentSetup = (agent: string, modelId: string | null): AgentSetup | null => {
  const trpc = useTRPC();
  const detail = useQuery(trpc.agents.get.queryOptions({ agent }));
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const tools = useQuery(trpc.tools.list.queryOptions({}, { staleTime: 60_000 }));
  if (!detail.data || !models.data || !tools.data) return null;
  return toAgentSetup({ spec: detail.data.spec, modelId, models: models.data.items, tools: tools.data.items });
};
