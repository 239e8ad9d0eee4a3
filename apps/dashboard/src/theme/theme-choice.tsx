import { SegmentedControl } from '@signalbox/ui';
import { Monitor, Moon, Sun } from 'lucide-react';

import { chooseTheme, useTheme } from './use-theme.ts';

const options = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
] as const;

/** Chooses between light, dark and what the system has. */
export const ThemeChoice = ({ className }: { readonly className?: string }) => (
  <SegmentedControl
    label="Theme"
    value={useTheme()}
    options={options}
    onChange={chooseTheme}
    {...(className !== undefined && { className })}
  />
);
