import { useQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';

/** How many questions wait for a person, as it is now; null until it is known. */
export const useInboxCount = (): number | null => {
  const trpc = useTRPC();
  const { data, refetch } = useQuery(trpc.inbox.count.queryOptions({}));
  useGatheredChanges(() => void refetch());
  return data?.count ?? null;
};
