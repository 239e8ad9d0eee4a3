import type { AppRouter } from '@signalbox/api';
import type { TRPCClient } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** Every procedure of the server, typed. */
export type SignalboxClient = TRPCClient<AppRouter>;

const context = createTRPCContext<AppRouter>();

export const TRPCProvider = context.TRPCProvider;
export const useTRPC = context.useTRPC;
export const useTRPCClient = context.useTRPCClient;
