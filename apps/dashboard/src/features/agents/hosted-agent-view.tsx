import { useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { AgentActivity } from './agent-activity.tsx';
import { AgentOverview } from './agent-overview.tsx';
import { AgentParts } from './agent-parts.tsx';
import { AgentRuns } from './agent-runs.tsx';
import { DefinitionTab } from './definition-tab.tsx';
import { isHosted } from './is-hosted.ts';
import type { AgentSearch } from './parse-agent-search.ts';
import { readAgentSearch } from './read-agent-search.ts';
import { replaceDefinition } from './replace-definition.ts';
import type { LoadedAgent } from './use-agent.ts';
import { useChoosePart } from './use-choose-part.ts';
import { useDefinition } from './use-definition.ts';
import { UseTab } from './use-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

interface HostedAgentViewProps extends LoadedAgent {
  readonly search: AgentSearch;
}

/** An agent that runs here: how it stands, its definition with a chat to try it, its versions and runs, and how to call it. */
export const HostedAgentView = ({ agent, newest, base, draft, search }: HostedAgentViewProps) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useDefinition({ agentId: agent.id, draft, base, newest });
  const { tab } = readAgentSearch(search);
  const choose = useChoosePart(agent.slug);
  const edit = async (number: number): Promise<void> => {
    const version = await queryClient.fetchQuery(
      trpc.agents.getVersion.queryOptions({ agent: agent.id, version: number }),
    );
    if (!isHosted(version)) return;
    replaceDefinition(form, { base: newest, spec: version.spec, said: `Unsaved changes gave way to v${number}` });
    choose({ tab: 'definition' });
  };
  return (
    <AgentParts agent={agent} tab={tab} isChanged={form.isChanged}>
      {tab === 'overview' && <AgentOverview agent={agent} search={search} />}
      {tab === 'definition' && <DefinitionTab agent={agent} form={form} newest={newest} />}
      {tab === 'versions' && (
        <VersionsTab agent={agent} search={search} onChoose={choose} onEdit={(number) => void edit(number)} />
      )}
      {tab === 'runs' && <AgentRuns agent={agent} isAll />}
      {tab === 'activity' && <AgentActivity agent={agent} />}
      {tab === 'use' && <UseTab agent={agent} />}
    </AgentParts>
  );
};
