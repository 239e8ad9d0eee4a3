import { ServerProcess } from '@signalbox/testing/server-process';

/** Starts a server for as long as it is used; then it is gone with its data. */
export const lendServer = async (use: (server: ServerProcess) => Promise<void>): Promise<void> => {
  const server = new ServerProcess();
  await server.start();
  await use(server);
  await server.dispose();
};
