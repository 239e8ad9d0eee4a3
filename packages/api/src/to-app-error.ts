import { AppError, type ErrorIssue } from '@signalbox/contracts';
import { z } from 'zod';

/** Faults that an answer names: hostile input may have as many as it has bytes. */
const maxIssues = 50;
const maxTextLength = 200;

const cut = (text: string): string => (text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text);

/** Zod's own words for a field that is not there are "expected string, received undefined". */
z.config({ customError: ({ input }) => (input === undefined ? 'is required' : undefined) });

const toIssues = (issue: z.core.$ZodIssue): ErrorIssue[] => {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.slice(0, maxIssues);
    return keys.map((key) => ({ path: cut([...path, key].join('.')), message: 'is not a known field' }));
  }
  const reasons = issue.code === 'invalid_union' ? new Set(issue.errors.flat().map(({ message }) => message)) : [];
  const message = [...reasons].join(', or: ') || issue.message;
  return [{ path: cut(path.join('.')), message: cut(message) }];
};

const sentenceOf = (issues: readonly ErrorIssue[]): string =>
  issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');

/** The error of fields that their schema let pass and that are wrong all the same. */
export const toInvalidFields = (issues: readonly ErrorIssue[]): AppError =>
  new AppError('request.invalid', `The input is wrong. ${sentenceOf(issues)}.`, { issues });

/** The error of input that broke its schema: the first 50 faults are named. */
export const toInvalidInput = (error: z.core.$ZodError): AppError =>
  toInvalidFields(error.issues.slice(0, maxIssues).flatMap(toIssues).slice(0, maxIssues));

/** The error of one field that its schema let pass and that is wrong all the same. */
export const toInvalidField = (path: string, message: string): AppError => toInvalidFields([{ path, message }]);

/** The error of ours that this failure is or was caused by. */
export const findAppError = (error: unknown): AppError | undefined => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause;
  }
  return undefined;
};

/**
 * Any failure as the error that the caller may see. What is no `AppError` becomes `server.internal`, which says
 * nothing but the request's id; its cause is for the log.
 */
export const toAppError = (error: unknown, requestId: string): AppError =>
  findAppError(error) ??
  new AppError('server.internal', `Something failed on the server. Its log has the reason under ${requestId}.`, {
    cause: error,
  });

/** The answer of a call, its faults named by other paths: as a body calls what a procedure calls otherwise. */
export const withPaths = async <Answer>(call: Promise<Answer>, toPath: (path: string) => string): Promise<Answer> => {
  try {
    return await call;
  } catch (error) {
    const known = findAppError(error);
    if (!known || known.issues.length === 0) throw error;
    throw toInvalidFields(known.issues.map(({ path, message }) => ({ path: toPath(path), message })));
  }
};
