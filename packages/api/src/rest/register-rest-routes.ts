import { AppError } from '@signalbox/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';

import { createCaller } from '../app-router.ts';
import type { RequestContext } from '../services.ts';
import { registerChatRoutes } from './chat-routes.ts';
import { parseJsonBody } from './parse-json-body.ts';
import type { RestScope } from './rest-app.ts';
import { registerRunRoutes } from './run-routes.ts';
import { registerToolRoutes } from './tool-routes.ts';

/** Where the routes stand: the first is canonical and documented, the second answers the same. */
const prefixes = ['/api/v1', '/api'] as const;

/** Registers the REST routes: thin skins over the procedures, with the checks that tRPC's callers meet. */
export const registerRestRoutes = (
  server: FastifyInstance,
  options: { readonly createContext: (request: FastifyRequest) => Promise<RequestContext> },
): void => {
  const open: RestScope['open'] = async (request) => {
    const context = await options.createContext(request);
    return { caller: createCaller(context), context, services: context.services };
  };
  for (const prefix of prefixes) {
    void server.register(
      async (scope) => {
        scope.setValidatorCompiler(validatorCompiler);
        scope.setSerializerCompiler(serializerCompiler);
        scope.removeContentTypeParser(['application/json', 'text/plain']);
        scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) => parseJsonBody(body));
        scope.setNotFoundHandler(() => {
          throw new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
        });
        if (prefix === '/api') scope.addHook('onRoute', (route) => void (route.schema = { ...route.schema, hide: true }));
        const app = scope.withTypeProvider<ZodTypeProvider>();
        for (const register of [registerChatRoutes, registerRunRoutes, registerToolRoutes]) register({ app, open });
      },
      { prefix },
    );
  }
};
