import type { StartRunInput } from '@signalbox/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { navigate } from '../../location.ts';
import { useTRPC } from '../../trpc.ts';

/** Starts a run and opens it. */
export const useStartRun = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mutation = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: ({ runId }) => {
        navigate(`/?run=${runId}`);
        void queryClient.invalidateQueries(trpc.runs.list.queryFilter());
      },
    }),
  );
  return {
    start: (input: StartRunInput): void => mutation.mutate(input),
    isStarting: mutation.isPending,
    error: mutation.error,
  };
};
