import { AppError } from '@signalbox/contracts';
import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { safeParse } from 'zod/v4/core';

import { authenticate } from '../authenticate.ts';
import { createCaller } from '../create-caller.ts';
import type { RequestContext } from '../services.ts';
import { toInvalidInput } from '../to-app-error.ts';
import { registerAgentRoutes } from './agent-routes.ts';
import { registerChatRoutes } from './chat-routes.ts';
import { parseJsonBody } from './parse-json-body.ts';
import type { RestCall } from './rest-app.ts';
import { registerRunRoutes } from './run-routes.ts';
import { registerToolRoutes } from './tool-routes.ts';

/** Where the routes stand: the first is canonical and documented, the second answers the same. */
const prefixes = ['/api/v1', '/api'] as const;

const resources = [registerChatRoutes, registerAgentRoutes, registerRunRoutes, registerToolRoutes];

/** Forms send a filter that is not set as an empty one. */
const withoutEmpty = (query: unknown): unknown =>
  typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
    : query;

const validatorCompiler: FastifySchemaCompiler<z.core.$ZodType> = ({ schema, httpPart }) => {
  const prepare = httpPart === 'querystring' ? withoutEmpty : (value: unknown) => value;
  return (value: unknown) => {
    const result = safeParse(schema, prepare(value));
    return result.success ? { value: result.data } : { error: toInvalidInput(result.error) };
  };
};

/** JSON is the only type of body; none at all is left to the route's schema. */
const acceptJsonOnly = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: string | Buffer) => (body.length === 0 ? undefined : parseJsonBody(body)),
  );
};

/**
 * Registers the REST routes under /api/v1 and /api: thin skins over the procedures, with the checks that tRPC's
 * callers meet. `createContext` is called once a request, before its body is read; its request id should be fastify's.
 */
export const registerRestRoutes = (
  server: FastifyInstance,
  options: { readonly createContext: (request: FastifyRequest) => Promise<RequestContext> },
): void => {
  const calls = new WeakMap<FastifyRequest, RestCall>();
  const open = (request: FastifyRequest): RestCall => {
    const call = calls.get(request);
    if (!call) throw new Error('the request has no context');
    return call;
  };
  const authenticateRequest = async (request: FastifyRequest): Promise<void> => {
    if (request.is404) return;
    const context = await options.createContext(request);
    const principal = authenticate(context.principal);
    calls.set(request, { caller: createCaller(context), principal, services: context.services });
  };
  for (const prefix of prefixes) {
    void server.register(
      async (scope) => {
        acceptJsonOnly(scope);
        scope.setValidatorCompiler(validatorCompiler);
        scope.setSerializerCompiler(serializerCompiler);
        scope.addHook('onRequest', authenticateRequest);
        scope.setNotFoundHandler(() => {
          throw new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
        });
        if (prefix === '/api') {
          scope.addHook('onRoute', (route) => void (route.schema = { ...route.schema, hide: true }));
        }
        const app = scope.withTypeProvider<ZodTypeProvider>();
        for (const register of resources) register({ app, open });
      },
      { prefix },
    );
  }
};
