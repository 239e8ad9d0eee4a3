import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';

/** How the installation is; asked again after each interval while the page is in sight. */
export const useSystem = (options: { readonly enabled?: boolean; readonly refetchInterval?: number }) => {
  const trpc = useTRPC();
  return useQuery(trpc.system.get.queryOptions({}, options));
};
