import type { AppRouter } from '@signalbox/api';
import type { QueryClient } from '@tanstack/react-query';
import { createTRPCContext, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createContext, type ReactElement, type ReactNode, useContext } from 'react';

import type { SignalboxClient } from './create-signalbox-client.ts';

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
const ClientContext = createContext<SignalboxClient | null>(null);

export interface SignalboxProviderProps {
  /** Made once, outside of components. */
  readonly client: SignalboxClient;
  /** The one that `QueryClientProvider` has. */
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** Gives the components below it the hooks of this module. */
export const SignalboxProvider = ({ client, queryClient, children }: SignalboxProviderProps): ReactElement => (
  <ClientContext.Provider value={client}>
    <TRPCProvider trpcClient={client} queryClient={queryClient}>
      {children}
    </TRPCProvider>
  </ClientContext.Provider>
);

/** Options for React Query's hooks, typed: `useQuery(useSignalbox().runs.list.queryOptions({}))`. */
export const useSignalbox: () => TRPCOptionsProxy<AppRouter> = useTRPC;

/** The client that the provider was given. */
export const useSignalboxClient = (): SignalboxClient => {
  const client = useContext(ClientContext);
  if (!client) throw new Error('There is no <SignalboxProvider> above this component.');
  return client;
};
