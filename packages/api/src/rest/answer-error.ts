import { AppError, type ErrorBody, type ErrorIssue } from '@signalbox/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

import { toAppError } from '../to-app-error.ts';

const fromValidation = (error: FastifyError): AppError | undefined => {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const issues = error.validation.map(({ instancePath, message }): ErrorIssue => ({
    path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: message ?? 'is wrong',
  }));
  const faults = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new AppError('request.invalid', `The input is wrong. ${faults}.`, { issues });
};

const fromFramework = ({ code, statusCode }: FastifyError): AppError | undefined => {
  if (statusCode === 415) return new AppError('request.unsupported-type', 'Send JSON, with content-type: application/json.');
  if (statusCode === 413) return new AppError('request.too-large', 'The body is too large.');
  if (typeof code === 'string' && code.startsWith('FST_') && statusCode !== undefined && statusCode < 500) {
    return new AppError('request.invalid', 'The request can’t be read.');
  }
  return undefined;
};

/** The body that every failed REST request is answered with. */
export const toErrorBody = ({ code, message, issues }: AppError, requestId: string): ErrorBody => ({
  error: { code, message, requestId, ...(issues.length > 0 && { issues }) },
});

/**
 * Makes fastify's error handler: the catalog's status and code, every fault of the input named, `Retry-After` where
 * waiting helps; what is no error of ours goes to the log with the request's id.
 */
export const createErrorHandler =
  (logError: (message: string, details: { readonly requestId: string; readonly cause: unknown }) => void) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const requestId = request.id;
    const appError = fromValidation(error) ?? fromFramework(error) ?? toAppError(error, requestId);
    if (appError.code === 'server.internal') logError(`${request.method} ${request.url} failed`, { requestId, cause: error });
    const retryAfterMs = appError.retryAfterMs ?? (appError.status === 503 ? 1000 : undefined);
    if (retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
    void reply.status(appError.status).send(toErrorBody(appError, requestId));
  };
