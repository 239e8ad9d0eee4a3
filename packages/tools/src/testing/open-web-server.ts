import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { createGuardedFetch, type GuardedFetch } from '@signalbox/guarded-fetch';
import { onTestFinished } from 'vitest';

/** What a test's server got. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const read = async (request: IncomingMessage): Promise<SeenRequest> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(pieces).toString() };
};

/** A web server on loopback until the test ends, and a guarded fetch that may reach it. */
export const openWebServer = async (
  answer: (request: SeenRequest, response: ServerResponse) => void,
): Promise<{ readonly origin: string; readonly fetch: GuardedFetch; readonly seen: readonly SeenRequest[] }> => {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void read(request).then((whole) => {
      seen.push(whole);
      answer(whole, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const fetch = createGuardedFetch({ allow: [origin] });
  onTestFinished(async () => {
    await fetch.close();
    server.closeAllConnections();
    server.close();
  });
  return { origin, fetch, seen };
};
