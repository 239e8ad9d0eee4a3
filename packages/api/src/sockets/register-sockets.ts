import type { IncomingMessage } from 'node:http';

import websocket from '@fastify/websocket';
import { AppError } from '@signalbox/contracts';
import type { FastifyInstance } from 'fastify';

/** The protocol that is spoken; a browser offers its key beside it, which is not told back. */
const protocol = 'signalbox';

/** Longest message accepted, as of other bodies. */
const maxPayload = 1024 * 1024;

/** Whether the request wants to open a WebSocket. */
export const isSocketRequest = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Lets routes be WebSockets; before any route is registered. A server should give other requests to upgrade to its
 * routes (`shouldUpgradeCallback`): Java's client offers HTTP/2 that way.
 */
export const registerSockets = (server: FastifyInstance): void => {
  void server.register(websocket, {
    options: {
      maxPayload,
      handleProtocols: (offered: ReadonlySet<string>) => (offered.has(protocol) ? protocol : false),
    },
  });
  const urls = new Set<string>();
  server.addHook('onRoute', ({ url, wsHandler }) => {
    if (wsHandler) urls.add(url);
  });
  server.addHook('onRequest', async (request) => {
    if (!isSocketRequest(request) || urls.has(request.routeOptions.url ?? '')) return;
    throw new AppError('request.not-found', 'There is no WebSocket here. /docs lists all of them.');
  });
  // what is answered was refused: nothing reads another request from that connection, and the answer should arrive
  server.addHook('onSend', async (request, reply) => {
    if (!isSocketRequest(request)) return;
    void reply.header('connection', 'close');
    request.ws = false;
    reply.raw.once('finish', () => request.raw.socket.end());
  });
};
