import { AppError } from '@signalbox/contracts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const conflictCodes: ReadonlySet<string> = new Set(['23505', '23503', '23P01', '40001', '40P01', '55P03']);
const unavailableCodes: ReadonlySet<string> = new Set([
  '53300', // too many connections
  '57014', // cancelled
  '57P01', // shutting down
  '57P02',
  '57P03',
  '57P05',
  '25P03', // idle in a transaction for too long
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What pg throws without a code when a connection ends or none becomes free. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** The code of a driver's error: an SQLSTATE, or the system's name of a network fault. */
const toDriverErrorCode = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return undefined;
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: there is no room for what was to be written. */
const diskFullCode = '53100';

/** Whether a translated error says that nothing was written for want of room: sent again, it may be. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof AppError && toDriverErrorCode(error.cause) === diskFullCode;

/** Whether a translated error says that the statement was undone for the sake of another, so that it may be sent again. */
export const isDeadlock = (error: unknown): boolean => {
  const code = error instanceof AppError ? toDriverErrorCode(error.cause) : undefined;
  return code === '40001' || code === '40P01';
};

/**
 * `database.conflict` for a broken unique or foreign key, a serialization failure or a deadlock;
 * `database.unavailable` for a lost connection, a shutdown, a cancelled statement or a full disk; anything else as it is.
 */
export const translateDatabaseError = (error: unknown): unknown => {
  if (error instanceof AppError) return error;
  const code = toDriverErrorCode(error);
  if (code !== undefined && conflictCodes.has(code)) {
    return new AppError('database.conflict', 'This conflicts with something stored at the same time.', {
      cause: error,
    });
  }
  if (code === diskFullCode) {
    const message = 'The disk of the database is full: nothing is stored until there is room.';
    return new AppError('database.unavailable', message, { cause: error });
  }
  const isLost =
    (code !== undefined && (unavailableCodes.has(code) || code.startsWith('08'))) ||
    (error instanceof Error && lostConnection.test(error.message));
  return isLost
    ? new AppError('database.unavailable', 'The database does not answer. Try again in a moment.', { cause: error })
    : error;
};
