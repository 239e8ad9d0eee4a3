import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

import type { RunsSearch } from './parse-runs-search.ts';
import type { ReadSearch } from './read-runs-search.ts';

interface ChangeOptions {
  /** Instead of a step that Back undoes. */
  readonly isReplacing?: boolean;
}

export type ChangeSearch = (change: Readonly<Record<string, string | undefined>>, options?: ChangeOptions) => void;

/** Changes parts of the list's address; a part that becomes undefined leaves it. */
export const useChangeSearch = (): ChangeSearch => {
  const navigate = useNavigate();
  return useCallback(
    (change, { isReplacing = false } = {}) =>
      void navigate({
        to: '/runs',
        // how many are gone is said of one list only
        search: (search: RunsSearch): RunsSearch => ({
          ...search,
          ...('peek' in change ? {} : { gone: undefined }),
          ...change,
        }),
        replace: isReplacing,
        resetScroll: false,
      }),
    [navigate],
  );
};

/** The change that takes all filters out of the address. */
export const toCleared = ({ filters, unread }: ReadSearch): Readonly<Record<string, undefined>> =>
  Object.fromEntries([...filters, ...unread].map(({ key }) => [key, undefined]));
