import { AppError, type ErrorIssue } from '@signalbox/contracts';
import { z } from 'zod';

const toIssues = (error: z.ZodError): ErrorIssue[] =>
  error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));

const sentenceOf = (issues: readonly ErrorIssue[]): string =>
  issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');

/** The error of input that broke its schema: every fault is named. */
export const toInvalidInput = (error: z.ZodError): AppError => {
  const issues = toIssues(error);
  return new AppError('request.invalid', `The input is wrong. ${sentenceOf(issues)}.`, { issues });
};

/**
 * Any failure as the error that the caller may see. What is no `AppError` becomes `server.internal`, which says
 * nothing but the request's id; its cause is for the log.
 */
export const toAppError = (error: unknown, requestId: string): AppError => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause;
  }
  return new AppError('server.internal', `Something failed on the server. Its log has the reason under ${requestId}.`, {
    cause: error,
  });
};
