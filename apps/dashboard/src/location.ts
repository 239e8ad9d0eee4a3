import { useMemo, useSyncExternalStore } from 'react';

const changeEvent = 'signalbox:navigate';

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('popstate', onChange);
  window.addEventListener(changeEvent, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(changeEvent, onChange);
  };
};

/** Goes to another address of this page without loading it again. */
export const navigate = (href: string, options: { readonly replace?: boolean } = {}): void => {
  if (options.replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
  window.dispatchEvent(new Event(changeEvent));
};

/** The address of the page, followed as it changes. */
export const useLocation = (): URL => {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  return useMemo(() => new URL(href), [href]);
};
