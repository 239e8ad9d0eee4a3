import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiDocument } from './api-docs/api-document.ts';
import { openApiOptions } from './api-docs/open-api-options.ts';
import { renderPage } from './api-docs/render-page.ts';

const style = readFileSync(join(import.meta.dirname, 'api-docs', 'page.css'), 'utf8');

/**
 * OpenAPI 3.1 at /openapi.json, and the same as a page at /docs. Registered before the routes that they list; both name
 * the public address, else the one that they were asked at.
 */
export const registerApiDocs = async (
  server: FastifyInstance,
  { publicUrl }: { readonly publicUrl: string | undefined },
): Promise<void> => {
  const toOrigin = ({ protocol, host }: FastifyRequest): string => publicUrl ?? `${protocol}://${host}`;
  await server.register(swagger, openApiOptions);
  const hidden = { schema: { hide: true } };
  server.get('/openapi.json', hidden, (request) => ({ ...server.swagger(), servers: [{ url: toOrigin(request) }] }));
  server.get('/docs', hidden, (request, reply) => {
    const page = renderPage(ApiDocument.parse(server.swagger()), toOrigin(request));
    return reply.type('text/html; charset=utf-8').send(page.text);
  });
  server.get('/docs/page.css', hidden, (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
};
