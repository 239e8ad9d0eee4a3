import type { AppRouter } from '@signalbox/api';
import { type ErrorIssue, isErrorCode } from '@signalbox/contracts';
import { isTRPCClientError } from '@trpc/client';

import { SignalboxError } from './signalbox-error.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isIssue = (value: unknown): value is ErrorIssue =>
  isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The error of a call or a stream that this signal may have ended, with the catalog's code when the server gave one. */
export const toSignalboxError = (cause: unknown, signal?: AbortSignal | null): SignalboxError => {
  if (cause instanceof SignalboxError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (signal?.aborted) return new SignalboxError({ code: 'call.aborted', message, cause: signal.reason });
  const { shape = null, cause: reason } = isTRPCClientError<AppRouter>(cause) ? cause : { cause };
  // what another program sends need not have the shape that its type says
  const data: unknown = shape?.data;
  if (!isRecord(data)) {
    // of a stream it is EventSource's event, which has the status as its code
    const event: unknown = shape ?? reason;
    const httpStatus = isRecord(event) ? numberOr(event['code']) : undefined;
    return new SignalboxError({ code: 'connection.failed', message, httpStatus, cause: reason });
  }
  const { appCode, httpStatus, requestId, issues, retryAfterMs } = data;
  return new SignalboxError({
    code: typeof appCode === 'string' && isErrorCode(appCode) ? appCode : 'server.internal',
    message,
    httpStatus: numberOr(httpStatus),
    requestId: typeof requestId === 'string' ? requestId : undefined,
    issues: Array.isArray(issues) ? issues.filter(isIssue) : undefined,
    retryAfterMs: numberOr(retryAfterMs),
    shape,
    cause: reason,
  });
};
