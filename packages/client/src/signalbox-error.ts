import type { AppRouter } from '@signalbox/api';
import type { ErrorCode, ErrorIssue } from '@signalbox/contracts';
import { TRPCClientError, type TRPCClientErrorLike } from '@trpc/client';

/**
 * The server's codes and two of the client's own. `connection.failed`: no answer of a Signalbox server arrived, and
 * whether the call took effect is unknown. `call.aborted`: the caller's signal ended the call; the same is unknown.
 */
export type SignalboxErrorCode = ErrorCode | 'connection.failed' | 'call.aborted';

/** What errors of a code are sure to have. */
interface FieldsOfCode {
  'request.rate-limited': { readonly retryAfterMs: number };
  'connection.failed': { readonly requestId: null };
  'call.aborted': { readonly requestId: null };
}

/** Errors of these codes, as a union that `code` tells apart. */
export type SignalboxErrorOf<Code extends SignalboxErrorCode = SignalboxErrorCode> = Code extends keyof FieldsOfCode
  ? SignalboxError & { readonly code: Code } & FieldsOfCode[Code]
  : SignalboxError & { readonly code: Code };

type ErrorShape = TRPCClientErrorLike<AppRouter>['shape'];

interface SignalboxErrorFields {
  readonly code: SignalboxErrorCode;
  readonly message: string;
  readonly httpStatus?: number | undefined;
  readonly requestId?: string | undefined;
  readonly issues?: readonly ErrorIssue[] | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The error as the server sent it. */
  readonly shape?: ErrorShape | null | undefined;
  readonly cause?: unknown;
}

/** What every call to the server fails with. Is a `TRPCClientError` too, so that tRPC's own tools know it. */
export class SignalboxError extends TRPCClientError<AppRouter> {
  readonly code: SignalboxErrorCode;
  /** Status of the answer; null when none arrived. */
  readonly httpStatus: number | null;
  /** Names the request in the server's log; null when no answer arrived. */
  readonly requestId: string | null;
  /** What is wrong in the input, field by field, with `request.invalid`. */
  readonly issues: readonly ErrorIssue[];
  /** How long to wait before the same call may succeed, when the server said. */
  readonly retryAfterMs: number | undefined;

  constructor({ code, message, httpStatus, requestId, issues, retryAfterMs, shape, cause }: SignalboxErrorFields) {
    super(message, { ...(shape && { result: { error: shape } }), ...(cause instanceof Error && { cause }) });
    // the class above sets its own
    Object.setPrototypeOf(this, SignalboxError.prototype);
    // the same once more: left out of logs
    for (const name of ['shape', 'data', 'meta']) Object.defineProperty(this, name, { enumerable: false });
    this.name = 'SignalboxError';
    this.code = code;
    this.httpStatus = httpStatus ?? null;
    this.requestId = requestId ?? null;
    this.issues = issues ?? [];
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether this was thrown by a call to the server, and, when codes are given, with one of them. */
export const isSignalboxError = <Code extends SignalboxErrorCode = SignalboxErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is SignalboxErrorOf<Code> =>
  error instanceof SignalboxError && (codes.length === 0 || codes.some((code) => code === error.code));
