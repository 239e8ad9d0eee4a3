export type ModelErrorKind =
  | 'rate-limit'
  | 'overloaded'
  | 'timeout'
  | 'network'
  | 'auth'
  | 'invalid'
  | 'context'
  | 'filter'
  | 'quota'
  | 'protocol';

const retryableKinds: ReadonlySet<string> = new Set(['rate-limit', 'overloaded', 'timeout', 'network', 'protocol']);

/** Whether a request that failed with this kind of error may succeed later; false for unknown kinds. */
export const isRetryableKind = (kind: string): boolean => retryableKinds.has(kind);

/** The one error a model call fails with, whichever provider it was. The message is fit to be shown. */
export class ModelError extends Error {
  readonly kind: ModelErrorKind;
  /** What the provider asked to wait, when it said so. */
  readonly retryAfterMs: number | undefined;
  /** Whether the request was refused or never got there: what was not answered costs nothing. */
  readonly isRefusal: boolean;

  constructor(
    kind: ModelErrorKind,
    message: string,
    options: { readonly retryAfterMs?: number; readonly isRefusal?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ModelError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.isRefusal = options.isRefusal ?? false;
  }

  /** Whether the same request may succeed later. */
  get isRetryable(): boolean {
    return isRetryableKind(this.kind);
  }
}
