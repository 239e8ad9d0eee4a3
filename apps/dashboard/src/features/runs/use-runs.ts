import { isFinalRunStatus, type Run } from '@signalbox/contracts';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPCClient } from '../../trpc.ts';
import { printSearchLine } from './print-search-line.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { replaceRuns, type RunPages } from './replace-runs.ts';
import { useRunsQuery } from './use-runs-query.ts';
import { useToRunFilters } from './use-to-run-filters.ts';

/** So many ids fit into one address. */
const idsAtOnce = 50;
const mostCounted = 100;
/** A list that is older than this when it comes into sight was kept from an earlier visit. */
const keptMs = 1000;
const noRuns: readonly Run[] = [];

/** How many runs have come since the list began with this one. */
interface NewerRuns {
  readonly afterId: string;
  readonly count: number;
}

const toRuns = (list: Pick<RunPages, 'pages'> | undefined): readonly Run[] =>
  list?.pages.flatMap((page) => page.items) ?? noRuns;

const toChunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, at) => ids.slice(at * idsAtOnce, (at + 1) * idsAtOnce));

/** Which rows to read anew: those that changed; when any may have, those that can, and the first ones for deletions. */
const toRereadIds = (runs: readonly Run[], changedIds: readonly string[]): string[] => {
  const changed = new Set(changedIds);
  const isDue = ({ id, status }: Run, at: number): boolean =>
    changed.size === 0 ? at < idsAtOnce || !isFinalRunStatus(status) : changed.has(id);
  return runs.filter(isDue).map(({ id }) => id);
};

/**
 * The runs that a list is about, page by page. Rows that are shown change in their places; runs that come meanwhile are
 * counted, and shown when asked.
 */
export const useRuns = (filters: readonly ReadFilter[]) => {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const toFilters = useToRunFilters();
  const line = printSearchLine(filters);
  const { queryKey, query } = useRunsQuery(filters, line);
  const newerKey = ['runs-newer', line];
  const { data: newer } = useQuery<NewerRuns>({ queryKey: newerKey, queryFn: skipToken });
  const runs = useMemo(() => toRuns(query.data), [query.data]);
  const newestId = runs[0]?.id;
  const change = (toNext: (list: RunPages) => RunPages): void =>
    void queryClient.setQueryData<RunPages>(queryKey, (list) => list && toNext(list));

  const countNewer = async (afterId: string): Promise<void> => {
    const lasting = filters.filter(({ key }) => key !== 'range');
    const input = { ...(await toFilters(lasting)), newerThan: afterId, limit: mostCounted };
    const { items } = await client.runs.list.query(input);
    queryClient.setQueryData<NewerRuns>(newerKey, { afterId, count: items.length });
  };
  const reread = async (ids: readonly string[]): Promise<void> => {
    const lists = toChunks(ids).map((chunk) => client.runs.list.query({ ids: chunk, limit: chunk.length }));
    const found = (await Promise.all(lists)).flatMap(({ items }) => items);
    // a page under way would put back the rows as they were when it was asked for
    const pages = queryClient.getQueryCache().find({ queryKey });
    if (pages?.state.fetchStatus === 'fetching') await pages.promise?.catch(() => undefined);
    change((list) => replaceRuns(list, ids, found));
  };
  const refresh = async (changedIds: readonly string[]): Promise<void> => {
    const list = queryClient.getQueryData<RunPages>(queryKey);
    if (list === undefined) return;
    const listed = toRuns(list);
    const newest = listed[0];
    if (newest === undefined) return void (await query.refetch());
    // a failed reading is made up for by the next change, and the shell says when the server is away
    await Promise.all([reread(toRereadIds(listed, changedIds)), countNewer(newest.id)]).catch(() => undefined);
  };
  useGatheredChanges(refresh);

  // a list that was left and is shown again has missed what happened meanwhile
  const seenLine = useRef<string>(undefined);
  useEffect(() => {
    if (seenLine.current === line) return;
    seenLine.current = line;
    if (Date.now() - query.dataUpdatedAt > keptMs) void refresh([]);
  });

  const showNewer = async (): Promise<void> => {
    change(({ pages, pageParams }) => ({ pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) }));
    await query.refetch();
  };
  const removeRuns = (ids: readonly string[]): void => change((list) => replaceRuns(list, ids, []));
  const newerCount = newer?.afterId === newestId ? (newer?.count ?? 0) : 0;
  return { line, query, runs, newerCount, showNewer, removeRuns };
};
