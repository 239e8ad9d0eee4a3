import type { MetricGroup } from '@signalbox/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { toSpan } from '../../time-range/to-span.ts';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';

const renewMs = 20_000;
const mostTools = 100;

/** What calls of each tool in the last 24 hours come to, those with the most calls first. */
export const useToolsFigures = (): readonly MetricGroup[] => {
  const { metrics } = useTRPC();
  const span = toSpan({ word: '24h' }, useNow(renewMs), 'UTC');
  const groups = useQuery(
    metrics.listGroups.queryOptions({ ...span, by: 'tool', limit: mostTools }, { placeholderData: keepPreviousData }),
  );
  useFiguresChanges();
  return groups.data ?? [];
};
