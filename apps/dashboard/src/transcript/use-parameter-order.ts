import { useQuery } from '@tanstack/react-query';

import { isRecord } from '../fault.ts';
import { useTRPC } from '../trpc.ts';

const none: readonly string[] = [];

/** Names of a tool's parameters as its schema orders them; none for a tool that is gone. */
export const useParameterOrder = (tool: string): readonly string[] => {
  const trpc = useTRPC();
  const detail = useQuery(trpc.tools.get.queryOptions({ name: tool }, { staleTime: Infinity, retry: false }));
  const properties = detail.data?.inputSchema['properties'];
  return isRecord(properties) ? Object.keys(properties) : none;
};
