import { existsSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import { AppError } from '@signalbox/contracts';
import type { FastifyInstance } from 'fastify';

const folder = join(import.meta.dirname, '../../../dashboard/dist');

/** Paths whose misses are for programs, not for a page. */
const isForPrograms = (url: string): boolean => /^\/(?:api|v1|trpc|auth|assets)(?:[/?]|$)/.test(url);

/** The built dashboard; a path that is no file is a page of it. */
export const registerDashboard = async (server: FastifyInstance): Promise<void> => {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      // names of assets carry a digest of their content
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
  }
  server.setNotFoundHandler(async (request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !isForPrograms(request.url);
    if (!isPage) throw new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
    if (isBuilt) return reply.sendFile('index.html');
    return reply.type('text/plain').send('The dashboard is not built. Start the server with npm start.\n');
  });
};
