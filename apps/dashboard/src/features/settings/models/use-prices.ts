import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../../trpc.ts';

/** A model by its connection and the name it has there. */
export interface PricedModel {
  readonly provider: string;
  readonly model: string;
}

/** What the workspace set for a model, and the shipped price; read anew whenever it is opened. */
export const usePrices = ({ provider, model }: PricedModel) => {
  const trpc = useTRPC();
  return useQuery(trpc.prices.list.queryOptions({ provider, model }, { gcTime: 0 }));
};

/** Sets a price from a day on, or the shipped one again. */
export const useSavePrice = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = (): void => {
    void queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.prices.pathKey() });
  };
  return useMutation(trpc.prices.update.mutationOptions({ onSuccess }));
};
