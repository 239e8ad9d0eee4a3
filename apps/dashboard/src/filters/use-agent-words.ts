import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';

const keptMs = 60_000;
const none = { projects: [], capabilities: [] };

/** The projects and capabilities that agents have; none until they are known. */
export const useAgentWords = () => {
  const trpc = useTRPC();
  return useQuery(trpc.agents.listWords.queryOptions(undefined, { staleTime: keptMs })).data ?? none;
};
