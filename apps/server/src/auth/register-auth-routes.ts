import { parseJsonBody, toInvalidInput } from '@signalbox/api';
import { AppError } from '@signalbox/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Runtime } from '../runtime.ts';
import { createOwner } from './create-owner.ts';
import { minPasswordLength } from './password-rule.ts';
import { toHeaders } from './to-headers.ts';

const SetupInput = z.strictObject({
  token: z.string(),
  email: z.email('must be an e-mail address'),
  password: z.string().min(minPasswordLength, `must be at least ${minPasswordLength} characters`).max(128),
});

/** better-auth's answer as it is, with each cookie as a header of its own, and the wait under its usual name. */
const send = async (response: Response, reply: FastifyReply): Promise<FastifyReply> => {
  void reply.status(response.status);
  const retryAfter = response.headers.get('x-retry-after');
  if (retryAfter !== null) void reply.header('retry-after', retryAfter);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  return reply.send(await response.text());
};

const setUp = async (runtime: Runtime, request: FastifyRequest<{ Body: string }>): Promise<Response> => {
  const { loadAuth, services, setupLink, workspaceId } = runtime;
  const parsed = SetupInput.safeParse(parseJsonBody(request.body));
  if (!parsed.success) throw toInvalidInput(parsed.error);
  const { token, email, password } = parsed.data;
  if (!setupLink.isToken(token)) {
    throw new AppError(
      'auth.forbidden',
      'This set-up link was used or is out of date. The server prints a new one when it starts.',
    );
  }
  const isMade = await createOwner(services.database, { workspaceId, email, password });
  setupLink.spend();
  if (!isMade) throw new AppError('auth.forbidden', 'This installation has an owner already. Sign in.');
  const auth = await loadAuth();
  return auth.api.signInEmail({ body: { email, password }, headers: toHeaders(request), asResponse: true });
};

/** Sign-in, sign-out, sessions (better-auth) and the one-time set-up, under /auth. */
export const registerAuthRoutes = (server: FastifyInstance, runtime: () => Runtime): void => {
  void server.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser<string>(
        '*',
        { parseAs: 'string' },
        async (_request: FastifyRequest, body: string) => body,
      );
      scope.post<{ Body: string }>('/setup', async (request, reply) => {
        const { rateLimits } = runtime().services;
        await rateLimits.take({ limitClass: 'change', principalId: `setup ${request.ip}`, requestsPerMinute: 5 });
        return send(await setUp(runtime(), request), reply);
      });
      scope.route<{ Body: string | undefined }>({
        method: ['GET', 'POST'],
        url: '/*',
        handler: async (request, reply) => {
          const { loadAuth, publicUrl, services } = runtime();
          const auth = await loadAuth();
          const { body, method } = request;
          const url = new URL(request.url, publicUrl());
          const init = { method, headers: toHeaders(request), ...(method === 'POST' && { body: body ?? '' }) };
          const response = await auth.handler(new Request(url, init));
          if (response.status >= 500) {
            await services.database.ping();
            throw new Error(`better-auth answered ${response.status}`);
          }
          return send(response, reply);
        },
      });
    },
    { prefix: '/auth' },
  );
};
