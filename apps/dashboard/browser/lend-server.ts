import type { ServerProcess } from '@signalbox/testing/server-process';

import { startServer } from './start-server.ts';

/** Starts a server, whose models can be held, for as long as it is used; then it is gone with its data. */
export const lendServer = async (use: (server: ServerProcess) => Promise<void>): Promise<void> => {
  const server = await startServer({ program: 'prove/servers/held-server.ts' });
  await use(server);
  await server.dispose();
};
