import { useNavigate } from '@tanstack/react-router';

import type { KeyBinding } from '../../keyboard/keyboard.ts';
import { useKeys } from '../../keyboard/use-keys.ts';
import { pages } from './pages.ts';

interface ShellActions {
  readonly onSearch: () => void;
  readonly onShowKeys: () => void;
}

/** The keys that work on every page. */
export const useShellKeys = ({ onSearch, onShowKeys }: ShellActions): void => {
  const navigate = useNavigate();
  const goTo = pages.map(({ to, label, letter }): readonly [string, KeyBinding] => [
    `g ${letter}`,
    { label: `Go to ${label}`, run: () => void navigate({ to }) },
  ]);
  const searchPage = (): void => {
    const field = document.querySelector<HTMLInputElement>('input[data-search]');
    if (field) field.select();
    else onSearch();
  };
  useKeys(
    {
      'mod+k': { label: 'Search and do', run: onSearch },
      '/': { label: 'Search or find on the page', run: searchPage },
      '?': { label: 'Show all keys', run: onShowKeys },
      ...Object.fromEntries(goTo),
    },
    'Everywhere',
  );
};
