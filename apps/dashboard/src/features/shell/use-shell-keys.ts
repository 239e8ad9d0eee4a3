import { useNavigate } from '@tanstack/react-router';

import type { KeyBinding } from '../../keyboard/keyboard.ts';
import { useKeys } from '../../keyboard/use-keys.ts';
import { pages } from './pages.ts';

interface ShellActions {
  readonly onSearch: () => void;
  readonly onShowKeys: () => void;
}

/** The page's own field to search or find in, when it has one. */
const findSearchField = (): HTMLElement | null => {
  const marked = document.querySelector<HTMLElement>('[data-search]');
  return marked?.matches('input, textarea') ? marked : (marked?.querySelector<HTMLElement>('input, textarea') ?? null);
};

/** The keys that work on every page. */
export const useShellKeys = ({ onSearch, onShowKeys }: ShellActions): void => {
  const navigate = useNavigate();
  const goTo = pages.map(({ to, label, letter }): readonly [string, KeyBinding] => [
    `g ${letter}`,
    { label: `Go to ${label}`, run: () => void navigate({ to }) },
  ]);
  const searchPage = (): void => {
    const field = findSearchField();
    if (field) field.focus();
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
