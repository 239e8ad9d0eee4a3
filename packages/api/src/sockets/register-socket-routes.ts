import { AppError } from '@signalbox/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { authorize } from '../authenticate.ts';
import { takeTurn } from '../rate-limits.ts';
import { errorAnswers, type RestScope, security } from '../rest/rest-app.ts';
import { openActivitySocket } from './activity-socket.ts';
import { openChatSocket } from './chat-socket.ts';
import { type RawSocket, serveSocket, type SocketTimes, socketTimes } from './json-socket.ts';
import { openPlaygroundSocket } from './playground-socket.ts';

const howTo = 'A WebSocket: “WebSockets” at /docs says how a browser sends its key, and has all messages.';

const tags = ['WebSocket'];
const opened = z.null().meta({ description: 'The socket is open.', examples: [null] });
const response = { 101: opened, ...errorAnswers };

const refuse = (): never => {
  throw new AppError('request.invalid', 'This is a WebSocket: connect to it with ws:// or wss://.');
};

const addActivityRoute = (
  { app, open }: RestScope,
  preHandler: (request: FastifyRequest) => Promise<void>,
  times: SocketTimes,
): void => {
  app.route({
    method: 'GET',
    url: '/ws/activity',
    preHandler,
    schema: {
      summary: 'What agents do, as it happens',
      description: `Reported activity, the ends of runs, changed figures and statuses of agents. ${howTo}`,
      tags,
      security,
      response,
    },
    handler: refuse,
    wsHandler: (socket: RawSocket, request) => {
      const call = open(request);
      serveSocket(socket, { call, times }, (json) => openActivitySocket(call, json));
    },
  });
};

/** The WebSockets: an agent's steps as they happen, a conversation whose text streams, and what all agents do. */
export const registerSocketRoutes = ({ app, open }: RestScope, times = socketTimes): void => {
  const checkViewer = async (request: FastifyRequest): Promise<void> => {
    const { principal, services } = open(request);
    authorize(principal, 'runs:read');
    services.openStreams.assertRoom(principal);
    await takeTurn(services, principal, 'read');
  };
  const checkStarter = async (request: FastifyRequest): Promise<void> => {
    authorize(open(request).principal, 'runs:start');
    await checkViewer(request);
  };
  app.route({
    method: 'GET',
    url: '/ws/chat',
    preHandler: checkStarter,
    schema: {
      summary: 'Ask an agent and see its steps as they happen',
      description: `Send one message as \`POST /chat\` takes it. ${howTo}`,
      tags,
      security,
      response,
    },
    handler: refuse,
    wsHandler: (socket: RawSocket, request) => {
      const call = open(request);
      serveSocket(socket, { call, times }, (json) => openChatSocket(call, json));
    },
  });
  app.route({
    method: 'GET',
    url: '/playground/:agent_id',
    preHandler: checkStarter,
    schema: {
      summary: 'Talk to an agent, its text piece by piece',
      description: `Send \`{"type": "user_message", "content": "…", "conversation_id": "…"}\`. ${howTo}`,
      tags,
      security,
      params: z.strictObject({ agent_id: z.string().describe('Id or slug of the agent.') }),
      response,
    },
    handler: refuse,
    wsHandler: (socket: RawSocket, request) => {
      const call = open(request);
      const { agent_id: agentId } = request.params;
      serveSocket(socket, { call, times }, (json) => openPlaygroundSocket(call, json, agentId));
    },
  });
  addActivityRoute({ app, open }, checkViewer, times);
};
