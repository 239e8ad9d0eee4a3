import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';

const dayMs = 86_400_000;
/** More are not counted. */
const mostCounted = 100;
/** Refused rows change no run: nothing tells of them. */
const renewMs = 30_000;

/** How many rows of reports were refused in the last day. */
export const useRejectedRows = (): number => {
  const trpc = useTRPC();
  const now = useNow(renewMs);
  const rejected = useQuery(trpc.runs.listRejected.queryOptions({ limit: mostCounted }, { refetchInterval: renewMs }));
  return rejected.data?.items.filter(({ at }) => Date.parse(at) > now - dayMs).length ?? 0;
};
