import { isFinalRunStatus, type Run } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useTRPC } from '../../trpc.ts';

/** Reads the conversations anew as soon as the log of a run tells its end, before the word of the change comes. */
export const useEndNews = (run: Pick<Run, 'status'> | undefined, isOver: boolean): void => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isNews = isOver && run !== undefined && !isFinalRunStatus(run.status);
  useEffect(() => {
    if (isNews) void queryClient.invalidateQueries(trpc.conversations.pathFilter());
  }, [isNews, queryClient, trpc]);
};
