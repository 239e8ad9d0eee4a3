import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

import type { createCaller } from '../app-router.ts';
import type { ApiServices, RequestContext } from '../services.ts';

/** A fastify scope whose routes are typed by their zod schemas. */
export type RestApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a route works with: the caller of procedures for this request, and the services behind them. */
export interface RestScope {
  readonly app: RestApp;
  readonly open: (request: FastifyRequest) => Promise<{
    readonly caller: ReturnType<typeof createCaller>;
    readonly context: RequestContext;
    readonly services: ApiServices;
  }>;
}

const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  })
  .describe('What went wrong: a code of the catalog, a sentence, and the id under which the log has more.');

/** The failures that any route can answer with. */
export const errorAnswers = { 400: ErrorAnswer, 401: ErrorAnswer, 403: ErrorAnswer, 404: ErrorAnswer, 429: ErrorAnswer };

/** Both ways to send a key. */
export const security = [{ bearer: [] }, { apiKey: [] }];
