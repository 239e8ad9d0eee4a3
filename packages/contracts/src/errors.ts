interface ErrorEntry {
  /** HTTP status that REST answers with; tRPC derives its own code from it. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 503;
}

/**
 * Every error a caller can meet. Codes are `<resource>.<reason>`; the ones that end a run
 * (`run.step-limit` …) are stored with the run and answered with it, not thrown.
 */
export const errorCatalog = {
  'request.invalid': { status: 400 },
  'request.too-deep': { status: 400 },
  'request.too-large': { status: 413 },
  'request.unsupported-type': { status: 415 },
  'request.rate-limited': { status: 429 },
  'request.not-found': { status: 404 },
  'request.host-refused': { status: 403 },
  'request.origin-refused': { status: 403 },
  'auth.required': { status: 401 },
  'auth.forbidden': { status: 403 },
  'agent.not-found': { status: 404 },
  'agent.not-active': { status: 409 },
  'agent.slug-taken': { status: 409 },
  'agent.has-runs': { status: 409 },
  'agent.version-not-found': { status: 404 },
  'agent.version-conflict': { status: 409 },
  'agent.version-exists': { status: 409 },
  'agent.not-external': { status: 409 },
  'agent.not-hosted': { status: 409 },
  'conversation.busy': { status: 409 },
  'conversation.not-found': { status: 404 },
  'api-key.not-found': { status: 404 },
  'api-key.ended': { status: 409 },
  'tool.not-found': { status: 404 },
  'report.behind': { status: 429 },
  'connection.not-found': { status: 404 },
  'connection.read-only': { status: 409 },
  'run.not-found': { status: 404 },
  'run.key-reused': { status: 409 },
  'run.ended': { status: 409 },
  'run.not-ended': { status: 409 },
  'run.steps-gone': { status: 409 },
  'run.not-waiting': { status: 409 },
  'run.step-limit': { status: 409 },
  'run.tool-call-limit': { status: 409 },
  'run.time-limit': { status: 409 },
  'run.cost-limit': { status: 409 },
  'run.crash-loop': { status: 409 },
  'run.stopped': { status: 409 },
  'run.internal': { status: 500 },
  'model.not-found': { status: 404 },
  'model.failed': { status: 503 },
  'database.conflict': { status: 409 },
  'database.unavailable': { status: 503 },
  'snapshot.unavailable': { status: 409 },
  'server.busy': { status: 503 },
  'server.stopping': { status: 503 },
  'server.internal': { status: 500 },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalog;

/** Whether the text is a code of the catalog. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCatalog, text);

/** One fault in the input: where it is, and the rule it breaks. */
export interface ErrorIssue {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  readonly issues?: readonly ErrorIssue[];
  /** Sent as `Retry-After`, rounded up to seconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * The one error that carries a catalog code. Its message is shown to the caller: it says what
 * happened and what to do, and holds no secret, SQL or path. The cause goes to the log only.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly ErrorIssue[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.issues = options.issues ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): number {
    return errorCatalog[this.code].status;
  }
}

/** The body of every REST error answer. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly requestId: string;
    readonly issues?: readonly ErrorIssue[];
  };
}
