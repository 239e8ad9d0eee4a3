import type { ExitReason } from './exit-codes.ts';

/** Ends the command with a sentence on stderr and the exit code of its reason. */
export class CliError extends Error {
  readonly reason: ExitReason;

  constructor(message: string, options: ErrorOptions & { readonly reason?: ExitReason } = {}) {
    super(message, options);
    this.name = 'CliError';
    this.reason = options.reason ?? 'failed';
  }
}
