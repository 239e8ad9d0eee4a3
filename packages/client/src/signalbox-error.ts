import { type ErrorCode, type ErrorIssue, isErrorCode } from '@signalbox/contracts';
import { TRPCClientError } from '@trpc/client';

interface SignalboxErrorFields {
  readonly code: ErrorCode | 'connection.failed';
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly issues?: readonly ErrorIssue[] | undefined;
  readonly cause?: unknown;
}

/**
 * What a call to the server can fail with. `connection.failed` means that no answer of a Signalbox server arrived:
 * whether the call took effect is then unknown.
 */
export class SignalboxError extends Error {
  readonly code: ErrorCode | 'connection.failed';
  /** Names the request in the server's log; null when no answer arrived. */
  readonly requestId: string | null;
  readonly issues: readonly ErrorIssue[];

  constructor({ code, message, requestId, issues, cause }: SignalboxErrorFields) {
    super(message, { cause });
    this.name = 'SignalboxError';
    this.code = code;
    this.requestId = requestId ?? null;
    this.issues = issues ?? [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isIssue = (value: unknown): value is ErrorIssue =>
  isRecord(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string';

/** The HTTP status a failed connection answered with, when it answered at all. */
export const toHttpStatus = (error: unknown): number | undefined => {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data: unknown = error.data;
  if (isRecord(data) && typeof data['httpStatus'] === 'number') return data['httpStatus'];
  const cause: unknown = error.cause;
  return isRecord(cause) && typeof cause['code'] === 'number' ? cause['code'] : undefined;
};

/** The error of a call or a stream as a `SignalboxError`: with the catalog's code when the server gave one. */
export const toSignalboxError = (cause: unknown): SignalboxError => {
  if (cause instanceof SignalboxError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const data: unknown = cause instanceof TRPCClientError ? cause.data : undefined;
  if (!isRecord(data)) return new SignalboxError({ code: 'connection.failed', message, cause });
  const { appCode, requestId, issues } = data;
  return new SignalboxError({
    code: typeof appCode === 'string' && isErrorCode(appCode) ? appCode : 'server.internal',
    message,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    issues: Array.isArray(issues) ? issues.filter(isIssue) : undefined,
    cause,
  });
};
