import type { Socket } from 'node:net';

import { AppError, WatchLiveInput } from '@signalbox/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { streamPing, toStreamError } from '../procedure.ts';
import { takeTurn } from '../rate-limits.ts';
import type { RequestContext } from '../services.ts';
import { pushBytes } from './push-bytes.ts';
import { toSseMessage } from './to-sse-message.ts';

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

const toBytes = (message: Parameters<typeof toSseMessage>[0]): Buffer => Buffer.from(toSseMessage(message));
const connected = toBytes({ event: 'connected', data: JSON.stringify(streamPing.client) });
const ping = toBytes({ event: 'ping' });
const stopped = toBytes({ event: 'return' });

const toRefusal = (context: Pick<RequestContext, 'services' | 'requestId'>): string => {
  const error = new AppError('auth.required', 'The right to read runs has ended.');
  const data = toStreamError(error, { ...context, principal: null }, 'live.watch');
  return toSseMessage({ event: 'serialized-error', data });
};

/** Keeps sockets alive until they close, with one timer for all. */
const createPinger = (): ((socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  let timer: NodeJS.Timeout | undefined;
  return (socket) => {
    sockets.add(socket);
    timer ??= setInterval(() => {
      for (const each of sockets) pushBytes(each, ping);
    }, streamPing.intervalMs).unref();
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    });
  };
};

const HubInput = WatchLiveInput.strict();

/** The input as tRPC reads it; undefined when it is not one that asks for the hub alone. */
const readInput = ({ query, headers: { 'last-event-id': lastEventId } }: FastifyRequest) => {
  const text = typeof query === 'object' && query !== null && 'input' in query ? String(query.input) : '{}';
  try {
    const input = HubInput.parse(JSON.parse(text));
    if (input.runs.length > 0) return undefined;
    return { after: typeof lastEventId === 'string' ? lastEventId : (input.lastEventId ?? undefined) };
  } catch {
    return undefined;
  }
};

/** Begins the answer; what follows is written to the socket itself, since it is the same for all. */
const begin = (reply: FastifyReply, socket: Socket, requestId: string): void => {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  // its length is not known, and it is not sent in chunks: it ends with the connection
  raw.useChunkedEncodingByDefault = false;
  raw.writeHead(200, { ...headers, 'x-request-id': requestId });
  raw.flushHeaders();
  socket.write(connected);
};

/** Answers the request if it is one for the hub alone; false, with nothing done, where tRPC should answer. */
export type ServeHub = (context: RequestContext, request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/**
 * Answers `live.watch` for who watches no run: what the procedure says, written to each socket as it is, which thousands
 * of viewers can have. Who watches runs or is refused is left to tRPC. Throws `request.rate-limited`, also when too many
 * streams are open.
 */
export const createHubServer = (): ServeHub => {
  const keepAlive = createPinger();
  return async (context, request, reply) => {
    const { services, principal, requestId } = context;
    const input = readInput(request);
    const { socket } = reply.raw;
    if (!input || !principal?.permissions.has('runs:read') || services.stopping.aborted) return false;
    services.openStreams.assertRoom(principal);
    await takeTurn(services, principal, 'read');
    if (!socket || socket.destroyed) return false;
    const { reauthenticate, credential } = context;
    const close = services.openStreams.open({ principal, reauthenticate, credential }, (reason) => {
      // not the context, which holds the whole request: thousands stay open
      socket.end(reason === 'stopping' ? stopped : toRefusal({ services, requestId }));
    });
    // all at once: each piece by itself costs the system and the viewer as much as all
    socket.cork();
    begin(reply, socket, requestId);
    const view = services.hub.open({ workspaceId: principal.workspaceId, after: input.after }, ({ bytes }) =>
      pushBytes(socket, bytes),
    );
    pushBytes(socket, view.missed.bytes);
    socket.uncork();
    keepAlive(socket);
    socket.once('close', () => {
      view.close();
      close();
    });
    return true;
  };
};
