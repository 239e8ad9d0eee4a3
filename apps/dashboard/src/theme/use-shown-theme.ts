import { useEffect } from 'react';

import { useTheme } from './use-theme.ts';

const darkQuery = '(prefers-color-scheme: dark)';

/** Keeps the page in the chosen theme; `theme.js` sets it before the first paint. */
export const useShownTheme = (): void => {
  const theme = useTheme();
  useEffect(() => {
    const system = window.matchMedia(darkQuery);
    const show = (): void => {
      const isDark = theme === 'dark' || (theme === 'system' && system.matches);
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    };
    show();
    system.addEventListener('change', show);
    return () => system.removeEventListener('change', show);
  }, [theme]);
};
