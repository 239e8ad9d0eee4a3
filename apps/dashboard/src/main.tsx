import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ConnectionContext, ConnectionWatch } from './connection/connection-watch.ts';
import { createClient } from './create-client.ts';
import { createQueryClient } from './create-query-client.ts';
import { LiveContext } from './live/live-context.ts';
import { LiveStream } from './live/live-stream.ts';
import { routeTree } from './routeTree.gen.ts';
import { TRPCProvider } from './trpc.ts';

import './styles.css';

const connection = new ConnectionWatch(Date.now());
const client = createClient(connection);
const queryClient = createQueryClient();
const live = new LiveStream(client);
const trpc = createTRPCOptionsProxy({ client, queryClient });
const router = createRouter({
  routeTree,
  context: { queryClient, trpc },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <ConnectionContext value={connection}>
          <LiveContext value={live}>
            <RouterProvider router={router} />
          </LiveContext>
        </ConnectionContext>
      </TRPCProvider>
    </QueryClientProvider>
  </StrictMode>,
);
