import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ConnectionContext, ConnectionWatch } from './connection/connection-watch.ts';
import { createClient } from './create-client.ts';
import { createQueryClient } from './create-query-client.ts';
import { RootPage } from './routes/root-page.tsx';
import { TRPCProvider } from './trpc.ts';

import './styles.css';

const connection = new ConnectionWatch(Date.now());
const client = createClient(connection);
const queryClient = createQueryClient();

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <ConnectionContext value={connection}>
          <RootPage />
        </ConnectionContext>
      </TRPCProvider>
    </QueryClientProvider>
  </StrictMode>,
);
