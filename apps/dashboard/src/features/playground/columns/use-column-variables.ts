import type { RunDetail } from '@signalbox/contracts';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { readVariables, type VariableTexts } from '../../../chat/to-given-variables.ts';
import { useTRPC } from '../../../trpc.ts';
import type { ColumnState } from './to-column-state.ts';

const hasVariables = ({ spec }: ColumnState): boolean => (spec?.variables.length ?? 0) > 0;

/** The texts of each column's variables: what is written here, else what its last run was given. */
export const useColumnVariables = (states: readonly ColumnState[]) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [written, setWritten] = useState<ReadonlyMap<number, VariableTexts>>(() => new Map());
  const toQuery = (runId: string) =>
    trpc.runs.get.queryOptions({ runId }, { staleTime: Infinity, refetchOnWindowFocus: false });
  const lastIds = states.flatMap((state) => (hasVariables(state) ? (state.branch.at(-1)?.run.id ?? []) : []));
  const lastRuns = useQueries({ queries: lastIds.map(toQuery) });
  const toTexts = (key: number, last: RunDetail | undefined): VariableTexts => ({
    ...(last && readVariables(last.events)),
    ...written.get(key),
  });
  return {
    textsOf: ({ key, branch }: ColumnState): VariableTexts =>
      toTexts(key, lastRuns[lastIds.indexOf(branch.at(-1)?.run.id ?? '')]?.data),
    /** The same, once they are known. */
    readTexts: async (state: ColumnState): Promise<VariableTexts> => {
      const runId = hasVariables(state) ? state.branch.at(-1)?.run.id : undefined;
      return toTexts(state.key, runId === undefined ? undefined : await queryClient.fetchQuery(toQuery(runId)));
    },
    write: (key: number, name: string, text: string) =>
      setWritten(new Map(written).set(key, { ...written.get(key), [name]: text })),
  };
};
