import { isSignalboxError } from '@signalbox/client';
import { AppError } from '@signalbox/contracts';

import { CliError } from './cli-error.ts';
import type { ExitReason } from './exit-codes.ts';

interface Failure {
  readonly sentence: string;
  readonly reason: ExitReason;
}

const toReason = (code: string): ExitReason => {
  if (code === 'connection.failed' || code === 'database.unavailable' || code === 'server.stopping')
    return 'unreachable';
  return code.startsWith('auth.') ? 'refused' : 'failed';
};

/** What the system says of a file or a disk; undefined for anything else. */
const toSystemSentence = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.code === 'ENOSPC') return 'The disk is full.';
  return 'path' in error ? `${String(error.path)} can’t be used (${String(error.code)}).` : undefined;
};

/** Why a command ended, in a sentence that says what to do, and the reason that its exit code gives. */
export const explainFailure = (error: unknown, url: string): Failure => {
  if (error instanceof CliError) return { sentence: error.message, reason: error.reason };
  if (error instanceof AppError) return { sentence: error.message, reason: toReason(error.code) };
  const system = toSystemSentence(error);
  if (system !== undefined) return { sentence: system, reason: 'failed' };
  if (!isSignalboxError(error))
    return { sentence: error instanceof Error ? error.message : String(error), reason: 'failed' };
  const { code, message, requestId } = error;
  const reason = toReason(code);
  if (code === 'connection.failed')
    return { sentence: `The server at ${url} does not answer (${message}). Start it with “npm start”.`, reason };
  return { sentence: `${message} (${code}${requestId === null ? '' : `, request ${requestId}`})`, reason };
};
