import type { AppRouter } from '@signalbox/api';
import type { QueryClient } from '@tanstack/react-query';
import type { TRPCClient } from '@trpc/client';
import { createTRPCContext, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** Every procedure of the server, typed. */
export type SignalboxClient = TRPCClient<AppRouter>;

const context = createTRPCContext<AppRouter>();

export const TRPCProvider = context.TRPCProvider;
export const useTRPC = context.useTRPC;
export const useTRPCClient = context.useTRPCClient;

/** What the routes' loaders get. */
export interface RouterContext {
  readonly queryClient: QueryClient;
  readonly trpc: TRPCOptionsProxy<AppRouter>;
}
