import { useEffect, useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const key = 'signalbox.theme';
const darkQuery = '(prefers-color-scheme: dark)';

const readTheme = (): Theme => {
  const stored = window.localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};

const show = (theme: Theme): void => {
  const isDark = theme === 'dark' || (theme === 'system' && window.matchMedia(darkQuery).matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
};

/** The theme that was chosen, and how to choose another; `theme.js` sets it before the first paint. */
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    show(theme);
    window.localStorage.setItem(key, theme);
    const system = window.matchMedia(darkQuery);
    const onChange = (): void => show(theme);
    system.addEventListener('change', onChange);
    return () => system.removeEventListener('change', onChange);
  }, [theme]);
  return [theme, setTheme];
};
