import { AppError, errorCatalog, type Permission } from '@signalbox/contracts';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';

import type { RateLimitClass } from './rate-limits.ts';
import type { Principal, RequestContext } from './services.ts';
import { toAppError, toInvalidInput } from './to-app-error.ts';

/** What every procedure declares beside its shapes. */
interface ProcedureMeta {
  readonly permission: Permission;
  readonly rateLimit: RateLimitClass;
}

const codeOfStatus = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
} as const;

/** The one place where our errors become the transport's. */
const toTransportError = (error: AppError): TRPCError =>
  new TRPCError({ code: codeOfStatus[errorCatalog[error.code].status], message: error.message, cause: error });

/** An error that tRPC raised by itself, as one of ours: bad JSON, an unknown path, input that breaks its schema. */
const fromTransportError = (error: TRPCError, requestId: string): AppError => {
  if (error.cause instanceof z.ZodError && error.code === 'BAD_REQUEST') return toInvalidInput(error.cause);
  if (error.cause instanceof AppError) return error.cause;
  if (error.code === 'NOT_FOUND') return new AppError('request.not-found', 'There is no such procedure.');
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('request.too-large', 'The request is too large.');
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return new AppError('request.unsupported-type', 'Send JSON.');
  if (error.code === 'INTERNAL_SERVER_ERROR') return toAppError(error, requestId);
  return new AppError('request.invalid', 'The request can’t be read.');
};

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // closer than proxies' time-outs, and what the dashboard's live dot follows
    sse: { ping: { enabled: true, intervalMs: 5000 }, client: { reconnectAfterInactivityMs: 15_000 } },
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const requestId = ctx?.requestId ?? '';
      const { code, message, issues } = fromTransportError(error, requestId);
      const { path, httpStatus } = shape.data;
      const data = { code: shape.data.code, path, httpStatus, appCode: code, requestId, issues };
      return { code: shape.code, message, data };
    },
  });

export const { router, createCallerFactory } = t;

const authorize = (principal: Principal | null, permission: Permission): Principal => {
  if (!principal) throw new AppError('auth.required', 'Sign in, or send an API key as “Authorization: Bearer …”.');
  if (principal.permissions.has(permission)) return principal;
  throw new AppError('auth.forbidden', `This needs the permission ${permission}, which ${principal.actor.name} does not have.`);
};

const convertErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { error } = result;
  if (error.cause instanceof z.ZodError && error.code === 'BAD_REQUEST') throw toTransportError(toInvalidInput(error.cause));
  const appError = toAppError(error, ctx.requestId);
  if (appError.code === 'server.internal') ctx.services.logError(`${path} failed`, { requestId: ctx.requestId, cause: error });
  throw toTransportError(appError);
});

const checkRights = t.middleware(async ({ ctx, meta, next }) => {
  if (!meta) throw new Error('the procedure declares no permission');
  const principal = authorize(ctx.principal, meta.permission);
  const { actor, requestsPerMinute } = principal;
  const principalId = `${actor.kind} ${actor.id}`;
  await ctx.services.rateLimits.take({ limitClass: meta.rateLimit, principalId, requestsPerMinute });
  return next({ ctx: { ...ctx, principal } });
});

/** The base of every procedure: a known caller with the permission that the procedure's meta names, within its limits. */
export const protectedProcedure = t.procedure.use(convertErrors).use(checkRights);
