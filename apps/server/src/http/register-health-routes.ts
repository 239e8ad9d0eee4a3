import { AppError } from '@signalbox/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

import type { Runtime } from '../runtime.ts';

/** A database that takes longer than this is not ready. */
const readyMs = 2000;

const isReady = async (runtime: Runtime | undefined): Promise<boolean> => {
  if (!runtime) return false;
  const late = new Promise<false>((resolve) => setTimeout(resolve, readyMs, false).unref());
  const answered = runtime.services.database.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
};

const createMetrics = (server: FastifyInstance, findRuntime: () => Runtime | undefined): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  registry.registerMetric(
    new Gauge({
      name: 'signalbox_active_runs',
      help: 'Runs that this process executes now.',
      registers: [],
      collect() {
        this.set(findRuntime()?.worker?.activeRuns() ?? 0);
      },
    }),
  );
  return registry;
};

/** Liveness and readiness for everybody, Prometheus metrics for those with a key. */
export const registerHealthRoutes = (
  server: FastifyInstance,
  options: { readonly findRuntime: () => Runtime | undefined; readonly stopping: AbortSignal },
): void => {
  const { findRuntime, stopping } = options;
  const registry = createMetrics(server, findRuntime);
  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = !stopping.aborted && (await isReady(findRuntime()));
    return reply
      .status(ready ? 200 : 503)
      .header('retry-after', '1')
      .send({ status: ready ? 'ready' : 'unavailable' });
  });
  server.get('/metrics', { schema: { hide: true } }, async (request: FastifyRequest, reply) => {
    if (!(await findRuntime()?.authenticate(request))) throw new AppError('auth.required', 'Send an API key.');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
