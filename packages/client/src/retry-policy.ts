import { toHttpStatus } from './signalbox-error.ts';

/** Whether the same request may succeed later: the server did not answer, was busy, or failed by itself. */
export const canTryAgain = (error: unknown): boolean => {
  const status = toHttpStatus(error);
  return status === undefined || status === 408 || status === 429 || status >= 500;
};

const firstDelayMs = 100;
/** Short enough that a viewer sees a restarted server at once, long enough not to weigh on one that is starting. */
const longestDelayMs = 2000;

/** The wait before the next attempt, after this many that failed: doubling from 100 ms to 2 s. */
export const toRetryDelayMs = (attempts: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts - 1, 10));
