import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { useTRPC } from '../../trpc.ts';

/** Makes an agent and leads to its definition. */
export const useCreateAgent = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    trpc.agents.create.mutationOptions({
      onSuccess: async ({ slug }) => {
        await queryClient.invalidateQueries(trpc.agents.list.pathFilter());
        await navigate({ to: '/agents/$agent', params: { agent: slug }, search: { tab: 'definition' } });
      },
    }),
  );
};
