import { useSyncExternalStore } from 'react';

const changed = 'signalbox-stored';

/** What this browser remembers under a name; null when nothing, or when it remembers nothing for us. */
export const readStored = (name: string): string | null => {
  try {
    return window.localStorage.getItem(`signalbox.${name}`);
  } catch {
    return null;
  }
};

/** Lets this browser remember; without effect where storage is blocked. */
export const writeStored = (name: string, value: string): void => {
  try {
    window.localStorage.setItem(`signalbox.${name}`, value);
    window.dispatchEvent(new Event(changed));
  } catch {
    // Storage may be blocked, and then nothing is remembered.
  }
};

const subscribe = (onChange: () => void): (() => void) => {
  // `storage` tells of other tabs only.
  for (const type of ['storage', changed]) window.addEventListener(type, onChange);
  return () => {
    for (const type of ['storage', changed]) window.removeEventListener(type, onChange);
  };
};

/** What this browser remembers under a name, now and after it changed, in this tab or another. */
export const useStored = (name: string): string | null => useSyncExternalStore(subscribe, () => readStored(name));
