import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';

/** Whether somebody deleted a run that has ended and is open here. */
export const useIsDeleted = (runId: string, isOver: boolean): boolean => {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isDeleted, setIsDeleted] = useState(false);
  const look = async (): Promise<void> => {
    const { items } = await client.fetchQuery(
      trpc.runs.list.queryOptions({ ids: [runId], limit: 1 }, { staleTime: 0 }),
    );
    setIsDeleted(items.length === 0);
  };
  useGatheredChanges((runIds) => {
    // a look that fails tells nothing; the next change looks again
    if (isOver && runIds.includes(runId)) look().catch(() => undefined);
  });
  return isDeleted;
};
