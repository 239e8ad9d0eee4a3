import { AppError, type ErrorBody } from '@signalbox/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

import { findAppError, toAppError } from '../to-app-error.ts';

/** How soon a caller may try again when the server itself could not answer. */
const defaultRetryAfterMs = 1000;

const fromFramework = ({ code, statusCode }: FastifyError, request: FastifyRequest): AppError | undefined => {
  if (typeof code !== 'string' || !code.startsWith('FST_') || statusCode === undefined) return undefined;
  switch (statusCode) {
    case 404:
      return new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
    case 413:
      return new AppError(
        'request.too-large',
        `The body is over the limit of ${request.routeOptions.bodyLimit / 1024 / 1024} MiB.`,
      );
    case 415:
      return new AppError('request.unsupported-type', 'Send JSON, with the header “content-type: application/json”.');
    default:
      return statusCode < 500 ? new AppError('request.invalid', 'The request can’t be read.') : undefined;
  }
};

/** The body that every failed REST request is answered with. */
export const toErrorBody = ({ code, message, issues }: AppError, requestId: string): ErrorBody => ({
  error: { code, message, requestId, ...(issues.length > 0 && { issues }) },
});

/** Seconds for `Retry-After`; undefined where waiting does not help. */
export const toRetryAfter = ({ retryAfterMs, status }: AppError): number | undefined => {
  const waitMs = retryAfterMs ?? (status === 503 || status === 429 ? defaultRetryAfterMs : undefined);
  return waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / 1000));
};

export type LogError = (message: string, details: { readonly requestId: string; readonly cause: unknown }) => void;

/**
 * Makes fastify's error handler: the catalog's status and code, every fault of the input named, `Retry-After` where
 * waiting helps; what is no error of ours goes to the log with the request's id. `toBody` writes the error in another form.
 */
export const createErrorHandler =
  (logError: LogError, toBody: (error: AppError, requestId: string) => object = toErrorBody) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const requestId = request.id;
    // an error of ours was logged where it was made, if it has to be
    const known = findAppError(error) ?? fromFramework(error, request);
    if (!known) {
      const path = request.url.split('?')[0] ?? '';
      logError(`${request.method} ${path} failed`, { requestId, cause: error });
    }
    const appError = known ?? toAppError(error, requestId);
    const retryAfter = toRetryAfter(appError);
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
    void reply.status(appError.status).send(toBody(appError, requestId));
  };
