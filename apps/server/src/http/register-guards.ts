import helmet from '@fastify/helmet';
import { isSocketRequest } from '@signalbox/api';
import { AppError } from '@signalbox/contracts';
import type { FastifyInstance } from 'fastify';

import type { Runtime } from '../runtime.ts';
import type { AllowedOrigins } from './allowed-origins.ts';

/** Answer without a database: probes. */
const alwaysOpen: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

const corsHeaders = {
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, x-api-key, last-event-id, trpc-accept, x-trpc-source',
  'access-control-expose-headers': 'retry-after, x-request-id',
  'access-control-max-age': '600',
  vary: 'Origin',
} as const;

/** Made once: helmet puts it together anew for each answer. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'unsafe-inline'",
].join(';');

/** What every request passes first: the Host header, CORS, security headers, and whether the database is there. */
export const registerGuards = async (
  server: FastifyInstance,
  options: { readonly origins: AllowedOrigins; readonly findRuntime: () => Runtime | undefined },
): Promise<void> => {
  const { origins, findRuntime } = options;
  await server.register(helmet, {
    contentSecurityPolicy: false,
    // a browser that once saw https for localhost would refuse http on it
    strictTransportSecurity: false,
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('content-security-policy', contentSecurityPolicy);
    const path = request.url.split('?')[0] ?? '';
    if (alwaysOpen.has(path)) return;
    if (!origins.isAllowedHost(request.headers.host, request.socket.localPort)) {
      throw new AppError(
        'request.host-refused',
        'This server does not go by that name. Set PUBLIC_URL to the address people use.',
      );
    }
    const { origin } = request.headers;
    if (origin !== undefined && origins.isCorsOrigin(origin)) {
      void reply.headers({ ...corsHeaders, 'access-control-allow-origin': origin });
      if (request.method === 'OPTIONS') return reply.status(204).send();
    }
    // no browser asks a server before it opens a socket, as it does before other requests of a foreign page
    if (isSocketRequest(request) && origin !== undefined && !origins.isAllowedOrigin(origin, request.headers.host)) {
      throw new AppError(
        'request.origin-refused',
        'WebSockets are opened by this server’s own pages only. Set CORS_ORIGINS to let others in.',
      );
    }
    if (!findRuntime())
      throw new AppError('database.unavailable', 'The database is not there yet. Try again in a moment.');
    return;
  });
};
