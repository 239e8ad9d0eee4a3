import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A web server that tools ask, or must not reach. */
export interface WebServer {
  readonly port: number;
  /** Connections it took. */
  connections(): number;
  close(): Promise<void>;
}

/** Listens on a free port of the address until it is closed. */
export const openWebServer = async (
  host: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  wantedPort = 0,
): Promise<WebServer> => {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(wantedPort, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
