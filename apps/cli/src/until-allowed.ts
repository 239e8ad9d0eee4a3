import { setTimeout as delay } from 'node:timers/promises';

import { isSignalboxError } from '@signalbox/client';

/** The answer to a call, made again each time the server says that there were too many, after the wait that it names. */
export const untilAllowed = async <Answer>(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> => {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isSignalboxError(error, 'request.rate-limited')) throw error;
      await delay(error.retryAfterMs, undefined, signal && { signal });
    }
  }
};
