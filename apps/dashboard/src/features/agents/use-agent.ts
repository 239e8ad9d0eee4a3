import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';

/** An agent as it is now, its newest version, and the viewer's unsaved changes as they were when the page opened. */
export const useAgent = (agent: string) => {
  const trpc = useTRPC();
  const detail = useQuery(trpc.agents.get.queryOptions({ agent }));
  // read once: afterwards the form knows better than the server what was written
  const draft = useQuery(
    trpc.agents.getDraft.queryOptions({ agent }, { gcTime: 0, staleTime: 'static', refetchOnWindowFocus: false }),
  );
  const latest = detail.data?.latestVersion;
  const toVersion = (version: number | undefined) => ({
    ...trpc.agents.getVersion.queryOptions({ agent, version: version ?? 1 }),
    enabled: version !== undefined && draft.isSuccess,
    placeholderData: keepPreviousData,
  });
  const newest = useQuery(toVersion(latest));
  const base = useQuery(toVersion(draft.data?.baseVersion ?? latest));
  useGatheredChanges(() => void detail.refetch());
  const error = detail.error ?? draft.error ?? newest.error ?? base.error;
  const refetch = (): void => {
    for (const query of [detail, draft, newest, base]) if (query.isError) void query.refetch();
  };
  if (!detail.data || !newest.data || !base.data || draft.data === undefined) return { loaded: null, error, refetch };
  const loaded = { agent: detail.data, newest: newest.data, base: base.data, draft: draft.data };
  return { loaded, error, refetch };
};
