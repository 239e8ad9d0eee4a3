import type { RouterContext } from '../../trpc.ts';

/** A run with its log, read once: what comes later comes through the live stream. */
export const toRunQuery = (trpc: RouterContext['trpc'], runId: string) =>
  trpc.runs.get.queryOptions(
    { runId },
    { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
  );
