import type { AgentVariable, ErrorIssue, RunDetail } from '@signalbox/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toIssues } from '../to-issues.ts';
import { useTRPC } from '../trpc.ts';
import { readVariables, toGivenVariables, type VariableTexts } from './to-given-variables.ts';

/** The variables of a chat's agent, their texts, and starts with them. */
export interface ChatVariables {
  /** For `VariableFields`. */
  readonly fields: {
    readonly variables: readonly AgentVariable[];
    readonly texts: VariableTexts;
    readonly issues: readonly ErrorIssue[];
    readonly onWrite: (name: string, text: string) => void;
  };
  /** Starts a run with the texts; what they are refused for shows at their fields. */
  readonly startWith: <Started>(start: (variables: VariableTexts) => Promise<Started>) => Promise<Started>;
}

const noVariables: readonly AgentVariable[] = [];

/** The texts that a chat's runs get for the variables: what is written here, else what the last run was given. */
export const useVariables = (
  variables: readonly AgentVariable[] = noVariables,
  lastRunId: string | null,
): ChatVariables => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const lastId = variables.length > 0 ? lastRunId : null;
  const toQuery = (runId: string) =>
    trpc.runs.get.queryOptions({ runId }, { staleTime: Infinity, refetchOnWindowFocus: false });
  const last = useQuery({ ...toQuery(lastId ?? ''), enabled: lastId !== null });
  const [written, setWritten] = useState<VariableTexts>({});
  const [issues, setIssues] = useState<readonly ErrorIssue[]>([]);
  const toTexts = (run: RunDetail | undefined): VariableTexts => ({
    ...(run && readVariables(run.events)),
    ...written,
  });
  const texts = toTexts(last.data);
  return {
    fields: {
      variables,
      texts,
      issues,
      onWrite: (name, text) => {
        setWritten({ ...written, [name]: text });
        setIssues(issues.filter(({ path }) => path !== `variables.${name}`));
      },
    },
    startWith: async (start) => {
      setIssues([]);
      try {
        const known = lastId === null ? texts : toTexts(await queryClient.fetchQuery(toQuery(lastId)));
        return await start(toGivenVariables(variables, known));
      } catch (error) {
        setIssues(toIssues(error));
        throw error;
      }
    },
  };
};
