import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** As the type provider makes it, with the examples of bodies whose fields are transformed: zod leaves those out. */
const transform: typeof jsonSchemaTransform = (route) => {
  const made = jsonSchemaTransform(route);
  const { body } = route.schema ?? {};
  const examples = body instanceof z.ZodType ? body.meta()?.['examples'] : undefined;
  if (examples === undefined || typeof made.schema.body !== 'object') return made;
  return { ...made, schema: { ...made.schema, body: { ...made.schema.body, examples } } };
};

/** OpenAPI 3.1 at /openapi.json and pages to browse it at /docs. Registered before the routes that it lists. */
export const registerApiDocs = async (server: FastifyInstance): Promise<void> => {
  await server.register(swagger, {
    // the dashboard's own interface, and sign-in, have no tags
    hideUntagged: true,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Signalbox',
        version: '1',
        description:
          'Build, run and watch AI agents. Every route of /api/v1 also answers under /api. The routes of /v1 are for OpenAI’s clients.',
        license: { name: 'MIT' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key: `signalbox keys create`.' },
          apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        },
      },
    },
    transform,
  });
  await server.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
};
