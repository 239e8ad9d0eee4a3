import { AppError } from '@signalbox/contracts';
import type { FastifyInstance } from 'fastify';

import { registerSocketRoutes } from '../sockets/register-socket-routes.ts';
import { registerActivityRoutes } from './activity-routes.ts';
import { registerAgentHistoryRoutes } from './agent-history-routes.ts';
import { registerAgentRoutes } from './agent-routes.ts';
import { registerAnalyticsRoutes } from './analytics-routes.ts';
import { registerChatRoutes } from './chat-routes.ts';
import { type CreateContext, prepareScope } from './prepare-scope.ts';
import { registerReportRoutes } from './report-routes.ts';
import { registerRunRoutes } from './run-routes.ts';
import { registerToolRoutes } from './tool-routes.ts';
import { registerUiRoutes } from './ui-routes.ts';

/** Where the routes stand: the first is canonical and documented, the second answers the same. */
const prefixes = ['/api/v1', '/api'] as const;

const resources = [
  registerChatRoutes,
  registerAgentRoutes,
  registerAgentHistoryRoutes,
  registerRunRoutes,
  registerReportRoutes,
  registerToolRoutes,
  registerActivityRoutes,
  registerAnalyticsRoutes,
  registerUiRoutes,
  registerSocketRoutes,
];

/**
 * Registers the REST and WebSocket routes under /api/v1 and /api: thin skins over the procedures, with the checks that
 * tRPC's callers meet. Sockets need `registerSockets` before.
 */
export const registerRestRoutes = (
  server: FastifyInstance,
  { createContext }: { readonly createContext: CreateContext },
): void => {
  for (const prefix of prefixes) {
    void server.register(
      async (plain) => {
        const scope = prepareScope(plain, createContext);
        plain.setNotFoundHandler(() => {
          throw new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
        });
        if (prefix === '/api') {
          plain.addHook('onRoute', (route) => void (route.schema = { ...route.schema, hide: true }));
        }
        for (const register of resources) register(scope);
      },
      { prefix },
    );
  }
};
