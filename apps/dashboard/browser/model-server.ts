import { once } from 'node:events';
import { createServer } from 'node:http';

/** The one key that it takes. */
export const goodKey = 'sk-good-0123456789abcdef';

/** A server of models on this machine that lists two to who has the key. */
export const startModelServer = async () => {
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${goodKey}`;
    const isList = request.method === 'GET' && request.url === '/v1/models';
    const status = isKnown ? 200 : 401;
    response.writeHead(isList ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: isKnown ? [{ id: 'small' }, { id: 'large' }] : [] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
