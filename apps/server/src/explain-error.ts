import { AppError } from '@signalbox/contracts';
import { DatabaseStartError } from '@signalbox/database';

import { ConfigError } from './config.ts';

const isExpected = (error: Error): boolean =>
  error instanceof ConfigError || error instanceof DatabaseStartError || error instanceof AppError;

/** What the system says of a port, and what to do about it. */
const listenSentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use by another program. Stop that, or set PORT to another.',
  EACCES: 'The port is not open to this user. Set PORT to one from 1024 on.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine. Set it to one, or leave it away.',
};

/** Refused by PostgreSQL for who asks, or for which database: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isRefusedConnection = (code: string): boolean => code.startsWith('28') || code === '3D000';

const toSentence = (error: Error): string | undefined => {
  if (isExpected(error)) return error.message;
  if (!('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  if ('syscall' in error && error.syscall === 'listen') return listenSentences[code];
  if (isRefusedConnection(code)) return `PostgreSQL refuses: ${error.message}. Check DATABASE_URL.`;
  if ('path' in error && typeof error.path === 'string') return `${error.path} can’t be used (${code}).`;
  return undefined;
};

/** Why the program ends, in a sentence where the operator can do something about it, else with its place in the code. */
export const explainError = (error: unknown): string =>
  error instanceof Error ? (toSentence(error) ?? error.stack ?? error.message) : String(error);
