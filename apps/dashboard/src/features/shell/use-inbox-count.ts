import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { useRunChanges } from '../../live/live-context.ts';
import { useTRPC } from '../../trpc.ts';

const settleMs = 500;

/** How many questions wait for a person, as it is now; null until it is known. */
export const useInboxCount = (): number | null => {
  const trpc = useTRPC();
  const { data, refetch } = useQuery(trpc.inbox.count.queryOptions({}));
  const timer = useRef<number>(undefined);
  useRunChanges(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void refetch(), settleMs);
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return data?.count ?? null;
};
