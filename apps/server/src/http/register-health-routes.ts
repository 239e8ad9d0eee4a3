import { AppError } from '@signalbox/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Metrics } from '../create-metrics.ts';
import type { Runtime } from '../runtime.ts';

/** A database that takes longer than this is not ready. */
const readyMs = 2000;

const isReady = async (runtime: Runtime | undefined): Promise<boolean> => {
  if (!runtime || runtime.services.database.isDiskFull()) return false;
  const late = new Promise<false>((resolve) => setTimeout(resolve, readyMs, false).unref());
  const answered = runtime.services.database.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
};

/** Liveness and readiness for everybody, Prometheus metrics for those with a key. */
export const registerHealthRoutes = (
  server: FastifyInstance,
  options: {
    readonly findRuntime: () => Runtime | undefined;
    readonly leaving: AbortSignal;
    readonly metrics: Metrics;
  },
): void => {
  const { findRuntime, leaving, metrics } = options;
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: reply.statusCode };
    metrics.requestDurations.observe(labels, reply.elapsedTime / 1000);
  });
  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = !leaving.aborted && (await isReady(findRuntime()));
    if (ready) return { status: 'ready' };
    return reply.status(503).header('retry-after', '1').send({ status: 'unavailable' });
  });
  server.get('/metrics', { schema: { hide: true } }, async (request: FastifyRequest, reply) => {
    const principal = await findRuntime()?.authenticate(request);
    if (!principal) throw new AppError('auth.required', 'Send an API key.');
    if (!principal.permissions.has('agents:read'))
      throw new AppError('auth.forbidden', 'This needs a key with the scope read.');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
};
