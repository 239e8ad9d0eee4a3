/** The wait before the next attempt, after this many that failed: doubling from 200 ms to 3.2 s. */
export const toRetryDelayMs = (attempts: number): number => 200 * 2 ** Math.min(Math.max(attempts - 1, 0), 4);
