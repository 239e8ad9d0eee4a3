import { useEffect } from 'react';

/** Names the tab: `state · object · Signalbox`. */
export const useTitle = (...parts: readonly string[]): void => {
  const title = [...parts, 'Signalbox'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
};
