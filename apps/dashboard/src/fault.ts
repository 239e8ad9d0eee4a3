import type { Fault } from '@signalbox/ui';
import { TRPCClientError } from '@trpc/client';

/** A request to a route beside tRPC that failed. */
export class RequestError extends Error implements Fault {
  readonly code: string;
  readonly requestId: string | null;

  constructor({ code, message, requestId }: Fault) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.requestId = requestId;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const textOr = <Fallback>(value: unknown, fallback: Fallback): string | Fallback =>
  typeof value === 'string' && value !== '' ? value : fallback;

const unreachable: Fault = {
  code: 'connection.failed',
  message: 'The server did not answer. Nothing is lost: runs go on without this page.',
  requestId: null,
};

const shapeOf = (error: unknown): Record<string, unknown> | undefined => {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  return isRecord(data) ? data : undefined;
};

/** What to show of anything that was thrown by a request. */
export const toFault = (error: unknown): Fault => {
  if (error instanceof RequestError) return error;
  const data = shapeOf(error);
  if (!data || !(error instanceof Error)) return unreachable;
  const code = textOr(data['appCode'], 'server.internal');
  return { code, message: error.message, requestId: textOr(data['requestId'], null) };
};

/** Whether the caller has to sign in first. */
export const isSignInNeeded = (error: unknown): boolean => shapeOf(error)?.['code'] === 'UNAUTHORIZED';

/** Whether the server had too much to do and did nothing: a moment later it may have time. */
export const isBusy = (error: unknown): boolean => shapeOf(error)?.['appCode'] === 'server.busy';

/** Whether the server answered no, so that asking the same again is of no use. */
export const isRefused = (error: unknown): boolean => {
  const status = shapeOf(error)?.['httpStatus'];
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429;
};
