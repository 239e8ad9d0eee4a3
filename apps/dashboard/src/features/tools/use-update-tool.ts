import type { Tool, UpdateToolInput } from '@signalbox/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';

type Change = Partial<Pick<Tool, 'enabled' | 'description'>>;

const toChange = ({ enabled, description }: UpdateToolInput): Change => ({
  ...(enabled !== undefined && { enabled }),
  ...(typeof description === 'string' && { description }),
});

/** Changes a tool's settings; they show at once, and go back when the server refuses. */
export const useUpdateTool = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const listKey = trpc.tools.list.queryKey({});
  const show = (name: string, change: Change): void => {
    queryClient.setQueryData(
      listKey,
      (list) =>
        list && { ...list, items: list.items.map((tool) => (tool.name === name ? { ...tool, ...change } : tool)) },
    );
    queryClient.setQueryData(trpc.tools.get.queryKey({ name }), (tool) => tool && { ...tool, ...change });
  };
  return useMutation(
    trpc.tools.update.mutationOptions({
      onMutate: async (input) => {
        await queryClient.cancelQueries({ queryKey: trpc.tools.pathKey() });
        show(input.name, toChange(input));
      },
      onSuccess: ({ name, enabled, description }) => show(name, { enabled, description }),
      // what is true is the server's to say, whatever came of it
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.tools.list.queryKey() }),
      onError: (_error, { name }) => queryClient.invalidateQueries({ queryKey: trpc.tools.get.queryKey({ name }) }),
    }),
  );
};
