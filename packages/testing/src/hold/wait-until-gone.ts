import { existsSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Resolves as soon as a file is not there; rejects with the signal's reason. */
export const waitUntilGone = async (file: string, signal?: AbortSignal): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal?.reason);
  const look = (): void => {
    if (!existsSync(file)) resolve();
  };
  const watcher = watch(dirname(file), look);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  look();
  try {
    await promise;
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', abort);
  }
};
