import { type FSWatcher, watch } from 'node:fs';

/** Time without a further change before a file counts as written. */
const quietMs = 200;
/** Some file systems (of a network, of a container's host) tell nothing: they are looked at this often. */
const lookMs = 5000;

const openWatcher = (folder: string, onEvent: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
    // the folder is gone, or the system has no watches left: looking goes on
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
};

/**
 * Calls `onChange` soon after something in the folder changed, and every 5 s in case nobody told; never twice at once.
 * It must not throw. Keeps no process alive; the function it gives ends it, after the call under way.
 */
export const watchFolder = (folder: string, onChange: () => Promise<void>): (() => Promise<void>) => {
  let working: Promise<void> = Promise.resolve();
  let isWanted = false;
  const stopper = new AbortController();
  const work = async (): Promise<void> => {
    if (stopper.signal.aborted) return;
    isWanted = false;
    await onChange();
  };
  const want = (): void => {
    if (isWanted) return;
    isWanted = true;
    working = working.then(work);
  };
  let quiet: NodeJS.Timeout | undefined;
  const watcher = openWatcher(folder, () => {
    clearTimeout(quiet);
    quiet = setTimeout(want, quietMs).unref();
  });
  const looking = setInterval(want, lookMs).unref();
  return async () => {
    stopper.abort();
    clearTimeout(quiet);
    clearInterval(looking);
    watcher?.close();
    await working;
  };
};
