import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';

import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTheme, type Theme } from './use-theme.ts';

const themes: Record<Theme, { readonly icon: LucideIcon; readonly next: Theme }> = {
  system: { icon: Monitor, next: 'light' },
  light: { icon: Sun, next: 'dark' },
  dark: { icon: Moon, next: 'system' },
};

/** Goes through the themes: that of the system, light, dark. */
export const ThemeButton = () => {
  const [theme, setTheme] = useTheme();
  const { icon, next } = themes[theme];
  const label = `Theme: ${theme}. Switch to ${next}`;
  return (
    <Button kind="quiet" isSquare aria-label={label} title={label} onClick={() => setTheme(next)}>
      <Icon of={icon} />
    </Button>
  );
};
