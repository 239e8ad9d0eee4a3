import { useEffect } from 'react';

/** The tab's icon: with a dot while something waits for a person. */
export const useFavicon = (isWaiting: boolean): void => {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (icon) icon.href = isWaiting ? '/favicon-waiting.svg' : '/favicon.svg';
  }, [isWaiting]);
};
