import { FaultBox, PageHeader, Skeleton, TabPanel, Tabs } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import { AgentHeader } from './agent-header.tsx';
import { AgentOverview } from './agent-overview.tsx';
import { AgentRuns } from './agent-runs.tsx';
import { DefinitionTab } from './definition-tab.tsx';
import type { AgentSearch } from './parse-agent-search.ts';
import { agentTabs, readAgentSearch } from './read-agent-search.ts';
import { replaceDefinition } from './replace-definition.ts';
import { UnknownAgent } from './unknown-agent.tsx';
import { useAgent } from './use-agent.ts';
import { useDefinition } from './use-definition.ts';
import { UseTab } from './use-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

interface AgentPageProps {
  /** Slug or id. */
  readonly agent: string;
  readonly search: AgentSearch;
}

interface KnownAgentProps extends NonNullable<ReturnType<typeof useAgent>['loaded']> {
  readonly search: AgentSearch;
}

const labels = { overview: 'Overview', definition: 'Definition', versions: 'Versions', runs: 'Runs', use: 'Use' };

/** Runs that the tab of runs shows before one goes to all of them. */
const shownRuns = 50;

const Loading = ({ agent }: { readonly agent: string }) => (
  <div aria-busy className="flex flex-col gap-4">
    <h1 className="sr-only">{agent}</h1>
    <Skeleton className="h-8 w-64" />
    <Skeleton className="h-4 w-96 max-w-full" />
    <Skeleton className="h-9" />
    <Skeleton className="h-72" />
  </div>
);

const KnownAgent = ({ agent, newest, base, draft, search }: KnownAgentProps) => {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useDefinition({ agentId: agent.id, draft, base, newest });
  const { tab } = readAgentSearch(search);
  useTitle(labels[tab], agent.name);
  const choose = (next: AgentSearch): void =>
    void navigate({ to: '/agents/$agent', params: { agent: agent.slug }, search: next, resetScroll: false });
  const edit = async (number: number): Promise<void> => {
    const version = await queryClient.fetchQuery(
      trpc.agents.getVersion.queryOptions({ agent: agent.id, version: number }),
    );
    replaceDefinition(form, { base: newest, spec: version.spec, said: `Unsaved changes gave way to v${number}` });
    choose({ tab: 'definition' });
  };
  return (
    <>
      <AgentHeader agent={agent}>
        <Tabs
          label="Parts of the agent"
          value={tab}
          tabs={agentTabs.map((value) => ({
            value,
            label: value === 'definition' && form.isChanged ? `${labels[value]} *` : labels[value],
          }))}
          onChange={(next) => choose(next === 'overview' ? {} : { tab: next })}
        />
      </AgentHeader>
      <TabPanel value={tab} className="min-w-0 outline-none">
        {tab === 'overview' && <AgentOverview agent={agent} />}
        {tab === 'definition' && <DefinitionTab agent={agent} form={form} newest={newest} />}
        {tab === 'versions' && (
          <VersionsTab agent={agent} search={search} onChoose={choose} onEdit={(number) => void edit(number)} />
        )}
        {tab === 'runs' && <AgentRuns agent={agent} limit={shownRuns} />}
        {tab === 'use' && <UseTab agent={agent} />}
      </TabPanel>
    </>
  );
};

/** A name that no agent can have is answered as a fault of the request. */
const unknownCodes: readonly string[] = ['agent.not-found', 'request.invalid'];

/** One agent: how it stands, its definition with a chat to try it, its versions and runs, and how to call it. */
export const AgentPage = ({ agent: name, search }: AgentPageProps) => {
  const { loaded, error, refetch } = useAgent(name);
  const fault = error ? toFault(error) : null;
  const isUnknown = fault !== null && unknownCodes.includes(fault.code);
  useTitle(isUnknown ? 'Unknown agent' : (loaded?.agent.name ?? name), 'Agents');
  if (isUnknown) return <UnknownAgent agent={name} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex w-full max-w-[1440px] flex-col gap-4 p-3 md:p-5">
        {loaded && <KnownAgent key={loaded.agent.id} {...loaded} search={search} />}
        {!loaded && !fault && <Loading agent={name} />}
        {!loaded && fault && (
          <>
            <PageHeader title={name} />
            <FaultBox fault={fault} onRetry={refetch} />
          </>
        )}
      </div>
    </div>
  );
};
