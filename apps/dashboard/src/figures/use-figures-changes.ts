import { useQueryClient } from '@tanstack/react-query';

import { useGatheredChanges } from '../live/use-gathered-changes.ts';
import { useTRPC } from '../trpc.ts';

/** Figures are sums over many runs: they are asked for no oftener. */
const gatherMs = 1000;

/** Has the figures that are shown read anew when a run changed, once a second at most. */
export const useFiguresChanges = (): void => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const figures = trpc.metrics.pathFilter();
  // what is under way is answered first: a busy workspace changes faster than it is summed up
  useGatheredChanges(() => void queryClient.invalidateQueries(figures), { gatherMs, after: figures });
};
