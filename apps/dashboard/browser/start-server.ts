import { unpackDatabase } from '@signalbox/database/testing';
import { ServerProcess } from '@signalbox/testing/server-process';

/** Starts a server that nobody has set up. Its tables stand already: only a first start for real has to wait for them. */
export const startServer = async (
  options: ConstructorParameters<typeof ServerProcess>[0] = {},
): Promise<ServerProcess> => {
  const server = new ServerProcess(options);
  await unpackDatabase(server.dataDir);
  await server.start();
  return server;
};
