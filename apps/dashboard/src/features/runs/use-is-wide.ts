import { useSyncExternalStore } from 'react';

/** From here on a list is a table. */
const wide = '(min-width: 768px)';

const subscribe = (onChange: () => void): (() => void) => {
  const query = window.matchMedia(wide);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
};

/** Whether the window has room for a table. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(wide).matches);
