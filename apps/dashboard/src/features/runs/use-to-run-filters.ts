import type { RunFilters } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { toRunFilters } from './to-run-filters.ts';

const daysRanges: readonly string[] = ['today', 'month'];
const keptMs = 300_000;

/** Gives filters as the server takes them now; days begin by the clocks of the workspace. */
export const useToRunFilters = (): ((filters: readonly ReadFilter[]) => Promise<RunFilters>) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readZone = async (): Promise<string> => {
    const options = trpc.workspace.get.queryOptions({}, { staleTime: keptMs });
    return (await queryClient.fetchQuery(options)).settings.timeZone;
  };
  return async (filters) => {
    const hasDays = filters.some(({ key, text }) => key === 'range' && daysRanges.includes(text));
    return toRunFilters(filters, { nowMs: Date.now(), timeZone: hasDays ? await readZone() : 'UTC' });
  };
};
