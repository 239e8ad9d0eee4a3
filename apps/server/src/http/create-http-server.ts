import compress from '@fastify/compress';
import {
  appRouter,
  assertJsonDepth,
  createErrorHandler,
  createHubServer,
  isSocketRequest,
  registerOpenaiRoutes,
  registerRestRoutes,
  registerSockets,
  type RequestContext,
  toAppError,
  toRetryAfter,
  toTransportError,
} from '@signalbox/api';
import { AppError, newId } from '@signalbox/contracts';
import { fastifyRequestHandler, fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

import { registerAuthRoutes } from '../auth/register-auth-routes.ts';
import type { Metrics } from '../create-metrics.ts';
import type { Runtime } from '../runtime.ts';
import type { AllowedOrigins } from './allowed-origins.ts';
import { checkUtf8Body } from './check-utf8-body.ts';
import { registerApiDocs } from './register-api-docs.ts';
import { registerDashboard } from './register-dashboard.ts';
import { registerGuards } from './register-guards.ts';
import { registerHealthRoutes } from './register-health-routes.ts';

/** Largest body accepted. */
const bodyLimit = 1024 * 1024;
/** A batch of calls names all its procedures in one path segment. */
const maxParamLength = 5000;
/**
 * A connection is kept so much longer than its client is told: a request that comes in the last moment is still answered when
 * the process was held up meanwhile, and not met with a reset.
 */
const keepAliveTimeoutBuffer = 10_000;

/** Most calls that travel together. */
const maxBatchSize = 20;

export interface HttpOptions {
  readonly publicUrl: string | undefined;
  readonly origins: AllowedOrigins;
  /** Undefined while the database is not there. */
  readonly findRuntime: () => Runtime | undefined;
  /** The process was told to stop: it is not ready from then on. */
  readonly leaving: AbortSignal;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Probes and metrics only, for a worker. */
  readonly isProbesOnly: boolean;
}

/** How long to wait, when a call failed for a reason that passes. */
const toRetryHeaders = (causes: readonly (Error | undefined)[]): Record<string, string> => {
  const waits = causes.flatMap((cause) => (cause instanceof AppError ? (toRetryAfter(cause) ?? []) : []));
  return waits.length === 0 ? {} : { 'retry-after': String(Math.max(...waits)) };
};

const registerTrpc = (
  server: FastifyInstance,
  createContext: (request: FastifyRequest) => Promise<RequestContext>,
): void => {
  void server.register(async (scope) => {
    scope.addHook('preParsing', checkUtf8Body);
    scope.addHook('preValidation', async (request) => {
      if (typeof request.body === 'string') assertJsonDepth(request.body);
      const { query } = request;
      if (typeof query === 'object' && query !== null && 'input' in query) assertJsonDepth(String(query.input));
    });
    const trpcOptions: FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'] = {
      router: appRouter,
      maxBatchSize,
      createContext: ({ req }) =>
        createContext(req).catch((error: unknown) => {
          throw toTransportError(toAppError(error, req.id));
        }),
      responseMeta: ({ errors }) => ({ headers: toRetryHeaders(errors.map(({ cause }) => cause)) }),
    };
    const serveHub = createHubServer();
    scope.get('/trpc/live.watch', async (request, reply) => {
      // tRPC meets the same failure again, and tells it in its own way
      const context = await createContext(request).catch(() => undefined);
      if (context && (await serveHub(context, request, reply))) return;
      const options = context ? { ...trpcOptions, createContext: () => context } : trpcOptions;
      await fastifyRequestHandler({ ...options, req: request, res: reply, path: 'live.watch' });
    });
    await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
  });
};

/** The HTTP side of the program, not yet listening. */
export const createHttpServer = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { findRuntime, log, isProbesOnly } = options;
  const logError: Parameters<typeof createErrorHandler>[0] = (message, { requestId, cause }) =>
    log.error({ err: cause, requestId }, message);
  const answerError = createErrorHandler(logError);
  const server = fastify({
    bodyLimit,
    frameworkErrors: answerError,
    routerOptions: { maxParamLength },
    forceCloseConnections: 'idle',
    // what has begun when the process stops gets its answer, in place of a 503 that is none of ours
    return503OnClosing: false,
    genReqId: () => newId(),
    trustProxy: 'loopback',
    http: { shouldUpgradeCallback: isSocketRequest, keepAliveTimeoutBuffer },
  });
  const runtime = (): Runtime => {
    const found = findRuntime();
    if (!found) throw new AppError('database.unavailable', 'The database is not there yet. Try again in a moment.');
    return found;
  };
  const createContext = async (request: FastifyRequest): Promise<RequestContext> => {
    const { services, authenticate } = runtime();
    const reauthenticate = () => authenticate(request);
    const { authorization, cookie, 'x-api-key': key, 'sec-websocket-protocol': protocols } = request.headers;
    const credential = [authorization, key, protocols, cookie].join('\n');
    const address = request.ip;
    return { services, principal: await reauthenticate(), requestId: request.id, address, reauthenticate, credential };
  };
  server.setErrorHandler(answerError);
  server.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  await registerGuards(server, options);
  registerHealthRoutes(server, options);
  if (isProbesOnly) {
    server.setNotFoundHandler(() => {
      throw new AppError('request.not-found', 'This process works on runs and serves probes only.');
    });
    return server;
  }
  registerSockets(server);
  // Level 3 takes a third of the time of zlib's own 6, for a fifth more bytes: a long log is 18 MB.
  await server.register(compress, {
    encodings: ['gzip', 'identity'],
    threshold: 2048,
    zlibOptions: { level: 3 },
    // bodies in gzip are for reports, which bound what comes of them
    globalDecompression: false,
  });
  await registerApiDocs(server, options);
  registerAuthRoutes(server, runtime);
  registerTrpc(server, createContext);
  registerRestRoutes(server, { createContext });
  registerOpenaiRoutes(server, { createContext, logError });
  await registerDashboard(server);
  return server;
};
