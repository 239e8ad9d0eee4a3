import { useNavigate } from '@tanstack/react-router';

import { parsePlaygroundSearch, type PlaygroundSearch } from './parse-playground-search.ts';

/** Changes what the address chooses; an empty text takes a choice back. */
export const useChoose = (): ((choice: PlaygroundSearch) => void) => {
  const navigate = useNavigate({ from: '/playground/{-$conversationId}' });
  return (choice) => {
    void navigate({
      to: '.',
      search: (search) => parsePlaygroundSearch({ ...search, ...choice }),
      resetScroll: false,
    });
  };
};
