import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A web server on a free port of loopback that counts who comes. */
export interface WebServer extends AsyncDisposable {
  readonly port: number;
  /** Its address by number. */
  readonly origin: string;
  readonly connections: () => number;
}

/** Listens until it is disposed of, which cuts off whoever is connected. */
export const openWebServer = async (answer: RequestListener): Promise<WebServer> => {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
