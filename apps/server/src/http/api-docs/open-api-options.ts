import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';

const toJsonSchema = createJsonSchemaTransform({
  zodToJsonConfig: {
    // Says the same twice, and unreadably: the expression behind a format, the limits of every whole number.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  },
});

interface Described {
  description?: string;
  examples?: unknown;
}

const isDescribed = (value: unknown): value is Described => typeof value === 'object' && value !== null;

/** Examples of a body: zod leaves them out where a part of the schema transforms what comes. */
const restoreExamples = (source: FastifySchema, target: FastifySchema): void => {
  const examples = source.body instanceof z.ZodType ? source.body.meta()?.['examples'] : undefined;
  if (examples !== undefined && isDescribed(target.body)) target.body.examples = examples;
};

const describeAnswers = ({ response }: { readonly response?: unknown }): void => {
  if (!isDescribed(response)) return;
  for (const answer of Object.values(response)) if (isDescribed(answer)) answer.description ??= 'The answer.';
};

/** What `@fastify/swagger` makes the document of the REST routes with. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Signalbox API',
      version: '1',
      description:
        'Ask agents, read what they did, and manage them, with curl or from any language. The dashboard and the client for TypeScript show the same runs.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      { name: 'Chat', description: 'Ask an agent and get its answer.' },
      { name: 'Agents', description: 'Who can be asked: definitions, their versions, and how they have done.' },
      {
        name: 'Reports',
        description: 'What agents that run elsewhere say of themselves, their versions and their runs.',
      },
      { name: 'Runs', description: 'What was asked and done, step by step.' },
      { name: 'Activity', description: 'What agents did, here and elsewhere: who, when, for which project and why.' },
      { name: 'Tools', description: 'What agents can use.' },
      { name: 'Figures', description: 'What runs come to: counts, success, duration, tokens and cost.' },
      { name: 'WebSocket', description: 'Runs as they happen, over one connection.' },
      { name: 'OpenAI-compatible', description: 'For clients of OpenAI’s Chat Completions: an agent is a model.' },
    ],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key, as “Authorization: Bearer <key>”.' },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description: 'The same key in a header of its own.',
        },
      },
    },
  },
  hideUntagged: true,
  transform: (route) => {
    const transformed = toJsonSchema(route);
    // of a route without one, which its type leaves out
    const source: FastifySchema | undefined = route.schema;
    if (!source || source.hide === true) return transformed;
    restoreExamples(source, transformed.schema);
    describeAnswers(transformed.schema);
    return transformed;
  },
};
