import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { useTRPC, useTRPCClient } from '../../../trpc.ts';

/** The workspace's keys, newest first, page by page. */
export const useKeys = (enabled: boolean) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  return useInfiniteQuery({
    queryKey: trpc.apiKeys.pathKey(),
    queryFn: ({ pageParam, signal }) =>
      client.apiKeys.list.query(pageParam === '' ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  });
};

/** Reads the keys again when one of them may have changed. */
const useRefresh = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() });
};

/** Makes a key, also in place of another. */
export const useCreateKey = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  // the answer holds the key: nothing of it stays when the dialog is closed
  return useMutation(trpc.apiKeys.create.mutationOptions({ onSettled, gcTime: 0 }));
};

/** Changes what a key is called, when it ends or how often it may ask. */
export const useUpdateKey = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  return useMutation(trpc.apiKeys.update.mutationOptions({ onSettled }));
};

/** Ends a key for good. */
export const useRevokeKey = () => {
  const trpc = useTRPC();
  const onSettled = useRefresh();
  return useMutation(trpc.apiKeys.revoke.mutationOptions({ onSettled }));
};
