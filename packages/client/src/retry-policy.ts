import { toSignalboxError } from './to-signalbox-error.ts';

/** Whether the same request may succeed later: the server did not answer, was busy, or failed by itself. */
export const canTryAgain = (error: unknown): boolean => {
  const { code, httpStatus } = toSignalboxError(error);
  if (code === 'call.aborted') return false;
  return httpStatus === null || httpStatus === 408 || httpStatus === 429 || httpStatus >= 500;
};

const firstDelayMs = 100;
/** Short enough that a viewer sees a restarted server at once, long enough not to weigh on one that is starting. */
const longestDelayMs = 2000;

/** The wait before the next attempt, after this many that failed: doubling from 100 ms to 2 s. */
export const toRetryDelayMs = (attempts: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts - 1, 10));

/** Whether the server gave no answer of its own: whether the call took effect is unknown. */
const isUnanswered = (error: unknown): boolean => {
  const { code, httpStatus } = toSignalboxError(error);
  return code !== 'call.aborted' && (httpStatus === null || httpStatus >= 500);
};

/** The server's answer to a call that may be repeated, however many attempts it takes; a refusal is thrown. */
export const untilAnswered = async <Answer>(
  call: () => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await call();
    } catch (error) {
      if (signal?.aborted || !isUnanswered(error)) throw error;
      await waitToRetry(attempts, signal);
    }
  }
};

/**
 * The wait before the next attempt, as long as the server asks for if it does; ends at once when the signal aborts. Keeps
 * a Node process alive meanwhile.
 */
export const waitToRetry = (attempts: number, signal: AbortSignal | undefined, askedMs = 0): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(askedMs, toRetryDelayMs(attempts)));
    signal?.addEventListener('abort', end);
  });
