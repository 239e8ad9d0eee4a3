import { useStored, writeStored } from '../stored.ts';

export type Theme = 'system' | 'light' | 'dark';

const name = 'theme';

/** Chooses the theme, in this browser. */
export const chooseTheme = (theme: Theme): void => writeStored(name, theme);

/** The theme that was chosen. */
export const useTheme = (): Theme => {
  const stored = useStored(name);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};
