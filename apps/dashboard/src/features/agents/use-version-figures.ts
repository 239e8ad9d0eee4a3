import { useQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import type { VersionAnswer } from './agent-answer.ts';

/** A version with what its runs of the last 30 days come to; undefined until it is known. */
export const useVersionFigures = (agent: string, number: number): VersionAnswer | undefined => {
  const trpc = useTRPC();
  // a page of one, that begins at it
  const page = useQuery(trpc.agents.listVersions.queryOptions({ agent, cursor: String(number + 1), limit: 1 }));
  useGatheredChanges(() => void page.refetch());
  return page.data?.items.find((version) => version.number === number);
};
