import type { AgentSpec } from '@signalbox/contracts';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';
import { toAgentSetup, type AgentSetup } from './to-agent-setup.ts';

/** What messages to an agent of this definition would be answered with; null until it is known, and without one. */
export const useSpecSetup = (spec: AgentSpec | null | undefined, modelId: string | null): AgentSetup | null => {
  const trpc = useTRPC();
  const models = useQuery(trpc.models.list.queryOptions({}, { staleTime: 60_000 }));
  const tools = useQuery(trpc.tools.list.queryOptions({}, { staleTime: 60_000 }));
  if (!spec || !models.data || !tools.data) return null;
  return toAgentSetup({ spec, modelId, models: models.data.items, tools: tools.data.items });
};
