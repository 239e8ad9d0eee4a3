import { AppError } from '@signalbox/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { authorize } from '../authenticate.ts';
import { takeTurn } from '../rate-limits.ts';
import { errorAnswers, type RestCall, type RestScope, security } from '../rest/rest-app.ts';
import { openActivitySocket } from './activity-socket.ts';
import { openChatSocket } from './chat-socket.ts';
import {
  type JsonSocket,
  type RawSocket,
  serveSocket,
  type SocketProtocol,
  type SocketTimes,
  socketTimes,
} from './json-socket.ts';
import { openPlaygroundSocket } from './playground-socket.ts';

const howTo = 'A WebSocket: “WebSockets” at /docs says how a browser sends its key, and has all messages.';

const tags = ['WebSocket'];
const opened = z.null().meta({ description: 'The socket is open.', examples: [null] });
const response = { 101: opened, ...errorAnswers };

const refuse = (): never => {
  throw new AppError('request.invalid', 'This is a WebSocket: connect to it with ws:// or wss://.');
};

const PlaygroundParams = z.strictObject({ agent_id: z.string().describe('Id or slug of the agent.') });

interface SocketRoute {
  readonly url: string;
  readonly summary: string;
  readonly description: string;
  readonly params?: z.ZodObject;
  readonly preHandler: (request: FastifyRequest) => Promise<void>;
  readonly openSocket: (call: RestCall, json: JsonSocket, params: unknown) => SocketProtocol;
}

const addSocketRoute = (
  { app, open }: RestScope,
  times: SocketTimes,
  { url, summary, description, params, preHandler, openSocket }: SocketRoute,
): void => {
  app.route({
    method: 'GET',
    url,
    preHandler,
    schema: { summary, description: `${description} ${howTo}`, tags, security, response, ...(params && { params }) },
    handler: refuse,
    wsHandler: (socket: RawSocket, request) => {
      const call = open(request);
      serveSocket(socket, { call, times }, (json) => openSocket(call, json, request.params));
    },
  });
};

/** The WebSockets: an agent's steps as they happen, a conversation whose text streams, and what all agents do. */
export const registerSocketRoutes = (scope: RestScope, times = socketTimes): void => {
  const checkViewer = async (request: FastifyRequest): Promise<void> => {
    const { principal, services } = scope.open(request);
    authorize(principal, 'runs:read');
    services.openStreams.assertRoom(principal);
    await takeTurn(services, principal, 'read');
  };
  const checkStarter = async (request: FastifyRequest): Promise<void> => {
    authorize(scope.open(request).principal, 'runs:start');
    await checkViewer(request);
  };
  addSocketRoute(scope, times, {
    url: '/ws/chat',
    summary: 'Ask an agent and see its steps as they happen',
    description: 'Send one message as `POST /chat` takes it.',
    preHandler: checkStarter,
    openSocket: openChatSocket,
  });
  addSocketRoute(scope, times, {
    url: '/playground/:agent_id',
    summary: 'Talk to an agent, its text piece by piece',
    description: 'Send `{"type": "user_message", "content": "…", "conversation_id": "…"}`.',
    params: PlaygroundParams,
    preHandler: checkStarter,
    openSocket: (call, json, params) => openPlaygroundSocket(call, json, PlaygroundParams.parse(params).agent_id),
  });
  addSocketRoute(scope, times, {
    url: '/ws/activity',
    summary: 'What agents do, as it happens',
    description: 'Reported activity, the ends of runs, changed figures and statuses of agents.',
    preHandler: checkViewer,
    openSocket: openActivitySocket,
  });
};
