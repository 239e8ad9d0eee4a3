import { useQuery } from '@tanstack/react-query';

import { useTRPC } from './trpc.ts';

const keptMs = 300_000;

/** What the workspace goes by: its time zone, when agents count as stale. */
export const useWorkspace = () => useQuery(useTRPC().workspace.get.queryOptions({}, { staleTime: keptMs }));
