import { AppError, errorCatalog, type Permission } from '@signalbox/contracts';
import { getTRPCErrorShape, initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';

import { authenticate, authorize } from './authenticate.ts';
import { type RateLimitClass, takeTurn, toCallerName } from './rate-limits.ts';
import type { RequestContext } from './services.ts';
import { findAppError, toAppError, toInvalidInput } from './to-app-error.ts';

/** What every procedure declares beside its shapes. No interface: declarations of the router spell it out. */
type ProcedureMeta = {
  readonly permission: Permission;
  readonly rateLimit: RateLimitClass;
  /** Set by each change: true writes its audit entry in its own transaction; false changes what only its caller sees. */
  readonly audit?: boolean;
  /** Most of its time goes by outside of this process: it takes no place of those that work here. */
  readonly waitsForOthers?: boolean;
};

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
export const toTransportError = (error: AppError): TRPCError =>
  new TRPCError({ code: codeOfStatus[errorCatalog[error.code].status], message: error.message, cause: error });

/** An error that the transport raised by itself, as one of ours: bad JSON, an unknown path, input that breaks its schema. */
const fromTransportError = (error: TRPCError, requestId: string): AppError => {
  const known = findAppError(error);
  if (known) return known;
  if (error.code === 'INTERNAL_SERVER_ERROR') return toAppError(error, requestId);
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) return toInvalidInput(error.cause);
  if (error.code === 'NOT_FOUND') return new AppError('request.not-found', 'There is no such procedure.');
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('request.too-large', 'The request is too large.');
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return new AppError('request.unsupported-type', 'Send JSON.');
  return new AppError('request.invalid', 'The request can’t be read.');
};

/** How live streams keep alive: closer than proxies' time-outs, and what the dashboard's live dot follows. */
export const streamPing = { intervalMs: 5000, client: { reconnectAfterInactivityMs: 15_000 } } as const;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: { ping: { enabled: true, intervalMs: streamPing.intervalMs }, client: streamPing.client },
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const requestId = ctx?.requestId ?? '';
      const { code, message, issues, retryAfterMs } = fromTransportError(error, requestId);
      const { path, httpStatus } = shape.data;
      const data = { code: shape.data.code, path, httpStatus, appCode: code, requestId, issues, retryAfterMs };
      return { code: shape.code, message, data };
    },
  });

export const { router, createCallerFactory } = t;

/** The error to answer a failed procedure with; what the caller is not told goes to the log. */
const toFailure = (error: unknown, { requestId, services }: RequestContext, path: string): TRPCError => {
  const appError = error instanceof TRPCError ? fromTransportError(error, requestId) : toAppError(error, requestId);
  if (appError.code === 'server.internal') services.logError(`${path} failed`, { requestId, cause: error });
  return toTransportError(appError);
};

/** What a stream that fails half-way ends with, as JSON. */
export const toStreamError = (error: AppError, ctx: RequestContext, path: string): string => {
  const failure = toTransportError(error);
  return JSON.stringify(
    getTRPCErrorShape({ config: t._config, error: failure, type: 'subscription', path, input: undefined, ctx }),
  );
};

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** The same stream, its failures the transport's: what breaks half-way keeps its code too. */
const convertStream = async function* (
  stream: AsyncIterable<unknown>,
  convert: (error: unknown) => TRPCError,
): AsyncGenerator {
  try {
    yield* stream;
  } catch (error) {
    throw convert(error);
  }
};

const convertErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (!result.ok) throw toFailure(result.error, ctx, path);
  if (!isAsyncIterable(result.data)) return result;
  return { ...result, data: convertStream(result.data, (error) => toFailure(error, ctx, path)) };
});

const checkRights = t.middleware(async ({ ctx, meta, next, type }) => {
  if (!meta) throw new Error('the procedure declares no permission');
  const principal = authenticate(ctx.principal);
  authorize(principal, meta.permission);
  await takeTurn(ctx.services, principal, meta.rateLimit);
  const work = () => next({ ctx: { ...ctx, principal } });
  if (type === 'subscription' || meta.waitsForOthers === true) return work();
  return ctx.services.workGate.pass(toCallerName(principal), work);
});

/** The base of every procedure: a known caller with the permission that the procedure's meta names, within its limits. */
export const protectedProcedure = t.procedure.use(convertErrors).use(checkRights);
