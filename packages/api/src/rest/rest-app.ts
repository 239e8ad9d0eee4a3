import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

import type { createCaller } from '../create-caller.ts';
import type { Principal, RequestContext } from '../services.ts';
import { restExamples } from './rest-examples.ts';

/** A fastify scope whose routes are typed by their zod schemas. */
type RestApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a route works with for one request: what the request brings, and the caller of procedures. */
export interface RestCall extends RequestContext {
  readonly caller: ReturnType<typeof createCaller>;
  readonly principal: Principal;
}

/** Where a resource registers its routes. */
export interface RestScope {
  readonly app: RestApp;
  readonly open: (request: FastifyRequest) => RestCall;
}

const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.string().describe('A code of the table under “Errors”.'),
      message: z.string(),
      requestId: z.string(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  })
  .meta({
    description: 'What went wrong: a code, a sentence, and the id under which the server’s log has more.',
    examples: [restExamples.error],
  });

/** The failures that any route can answer with. */
export const errorAnswers = { '4xx': ErrorAnswer, '5xx': ErrorAnswer };

/** Both ways to send a key; a session’s cookie does as well. */
export const security = [{ bearer: [] }, { apiKey: [] }];
