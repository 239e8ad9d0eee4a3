import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../../trpc.ts';

/** The workspace's connections, and servers that could be connected. */
export const useConnections = () => {
  const trpc = useTRPC();
  return useQuery(trpc.connections.list.queryOptions({}));
};

/** Reads again what a changed connection changes; waits for the connections only, since models come from afar. */
const useRefresh = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (): Promise<void> => {
    void queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.connections.pathKey() });
  };
};

/** Tries a connection, or one as it would be saved. */
export const useTestConnection = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  return useMutation(trpc.connections.test.mutationOptions({ onSettled }));
};

/** Keeps a connection. */
export const useSaveConnection = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  return useMutation(trpc.connections.update.mutationOptions({ onSettled }));
};

/** Removes a connection with its key. */
export const useRemoveConnection = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  return useMutation(trpc.connections.delete.mutationOptions({ onSettled }));
};
