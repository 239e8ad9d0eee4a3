import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { safeParse } from 'zod/v4/core';

import { authenticate } from '../authenticate.ts';
import { createCaller } from '../create-caller.ts';
import type { RequestContext } from '../services.ts';
import { toInvalidInput } from '../to-app-error.ts';
import { parseJsonBody } from './parse-json-body.ts';
import type { RestCall, RestScope } from './rest-app.ts';

/** Finds out, once a request and before its body is read, what the request brings; its request id should be fastify's. */
export type CreateContext = (request: FastifyRequest) => Promise<RequestContext>;

/** Forms send a filter that is not set as an empty one. */
const withoutEmpty = (query: unknown): unknown =>
  typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
    : query;

/** Checks the parts of requests by their zod schemas. */
export const validatorCompiler: FastifySchemaCompiler<z.core.$ZodType> = ({ schema, httpPart }) => {
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

/** Makes all routes of a scope take JSON that their zod schemas check, from callers who are known. */
export const prepareScope = (scope: FastifyInstance, createContext: CreateContext): RestScope => {
  const calls = new WeakMap<FastifyRequest, RestCall>();
  acceptJsonOnly(scope);
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  scope.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const context = await createContext(request);
    const principal = authenticate(context.principal);
    calls.set(request, { ...context, caller: createCaller(context), principal });
  });
  const open = (request: FastifyRequest): RestCall => {
    const call = calls.get(request);
    if (!call) throw new Error('the request has no context');
    return call;
  };
  return { app: scope.withTypeProvider<ZodTypeProvider>(), open };
};
