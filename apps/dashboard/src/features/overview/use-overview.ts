import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';

/** How many of the newest runs are shown. */
const recentCount = 10;
/** Hours pass without a change of any run. */
const renewMs = 60_000;

/** Everything the overview shows, asked for anew when a run changes. */
export const useOverview = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const figures = useQuery(trpc.overview.get.queryOptions({}, { refetchInterval: renewMs }));
  const inbox = useQuery(trpc.inbox.count.queryOptions({}));
  const recent = useQuery(trpc.runs.list.queryOptions({ limit: recentCount }));
  const running = useQuery(
    trpc.runs.list.queryOptions({ statuses: ['queued', 'running', 'waiting'], limit: recentCount }),
  );
  useGatheredChanges(() => {
    void queryClient.invalidateQueries(trpc.overview.get.queryFilter());
    void queryClient.invalidateQueries(trpc.inbox.count.queryFilter());
    void queryClient.invalidateQueries(trpc.runs.list.queryFilter());
  });
  return { figures, inbox, recent, running };
};
