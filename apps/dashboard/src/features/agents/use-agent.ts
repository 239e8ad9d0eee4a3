import type { AgentDraft, AgentVersionDetail } from '@signalbox/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer, HostedAgent, HostedVersion } from './agent-answer.ts';
import { isHosted } from './is-hosted.ts';

/** What the page of an agent that runs here begins with. */
export interface LoadedAgent {
  readonly agent: HostedAgent;
  readonly newest: HostedVersion;
  /** The version that the draft began from, else the newest. */
  readonly base: HostedVersion;
  /** The viewer's unsaved changes as they were when the page opened; null without any. */
  readonly draft: AgentDraft | null;
}

interface AgentReading {
  readonly agent: AgentDetailAnswer | undefined;
  /** Null until all of it is there, and of agents that run elsewhere. */
  readonly hosted: LoadedAgent | null;
  readonly error: unknown;
  readonly refetch: () => void;
}

const toHosted = (
  agent: AgentDetailAnswer | undefined,
  [newest, base]: readonly [AgentVersionDetail | undefined, AgentVersionDetail | undefined],
  draft: AgentDraft | null | undefined,
): LoadedAgent | null => {
  if (!agent || !newest || !base || draft === undefined) return null;
  return isHosted(agent) && isHosted(newest) && isHosted(base) ? { agent, newest, base, draft } : null;
};

/** An agent as it is now, and if it runs here, its newest version and the viewer's unsaved changes. */
export const useAgent = (name: string): AgentReading => {
  const trpc = useTRPC();
  const detail = useQuery(trpc.agents.get.queryOptions({ agent: name }));
  // read once: afterwards the form knows better than the server what was written
  const draft = useQuery(
    trpc.agents.getDraft.queryOptions({ agent: name }, { gcTime: 0, staleTime: 'static', refetchOnWindowFocus: false }),
  );
  const agent = detail.data;
  const latest = agent && isHosted(agent) ? agent.latestVersion : undefined;
  const toVersion = (version: number | undefined) => ({
    ...trpc.agents.getVersion.queryOptions({ agent: name, version: version ?? 1 }),
    enabled: version !== undefined && draft.isSuccess,
    placeholderData: keepPreviousData,
  });
  const newest = useQuery(toVersion(latest));
  const base = useQuery(toVersion(latest && (draft.data?.baseVersion ?? latest)));
  useGatheredChanges(() => void detail.refetch(), { also: ['agents-changed'] });
  const refetch = (): void => {
    for (const query of [detail, draft, newest, base]) if (query.isError) void query.refetch();
  };
  return {
    agent,
    hosted: toHosted(agent, [newest.data, base.data], draft.data),
    error: detail.error ?? draft.error ?? newest.error ?? base.error,
    refetch,
  };
};
