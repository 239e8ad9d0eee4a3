import { toast } from '@signalbox/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { toFault } from '../../../fault.ts';
import { useTRPC } from '../../../trpc.ts';

/** The workspace, and how to change what it goes by; each change says what it did and can be undone. */
export const useWorkspace = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const workspace = useQuery(trpc.workspace.get.queryOptions({}));
  const update = useMutation(
    trpc.workspace.update.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(trpc.workspace.get.queryKey({}), changed);
        // days begin elsewhere: every figure may be another
        void queryClient.invalidateQueries({ queryKey: trpc.metrics.pathKey() });
      },
      onError: (error) => toast({ title: 'Not saved', body: toFault(error).message, tone: 'danger' }),
    }),
  );
  return { workspace, update };
};
