import { FaultBox, PageHeader, Skeleton } from '@signalbox/ui';

import { toFault } from '../../fault.ts';
import { useTitle } from '../../use-title.ts';
import { ExternalAgentView } from './external-agent-view.tsx';
import { HostedAgentView } from './hosted-agent-view.tsx';
import { isHosted } from './is-hosted.ts';
import type { AgentSearch } from './parse-agent-search.ts';
import { UnknownAgent } from './unknown-agent.tsx';
import { useAgent } from './use-agent.ts';

interface AgentPageProps {
  /** Slug or id. */
  readonly agent: string;
  readonly search: AgentSearch;
}

const Loading = ({ agent }: { readonly agent: string }) => (
  <div aria-busy className="flex flex-col gap-4">
    <h1 className="sr-only">{agent}</h1>
    <Skeleton className="h-8 w-64" />
    <Skeleton className="h-4 w-96 max-w-full" />
    <Skeleton className="h-9" />
    <Skeleton className="h-72" />
  </div>
);

/** A name that no agent can have is answered as a fault of the request. */
const unknownCodes: readonly string[] = ['agent.not-found', 'request.invalid'];

/** One agent, whether it runs here or elsewhere. */
export const AgentPage = ({ agent: name, search }: AgentPageProps) => {
  const { agent, hosted, error, refetch } = useAgent(name);
  const fault = error ? toFault(error) : null;
  const isUnknown = fault !== null && unknownCodes.includes(fault.code);
  useTitle(isUnknown ? 'Unknown agent' : (agent?.name ?? name), 'Agents');
  if (isUnknown) return <UnknownAgent agent={name} />;
  const external = agent && !isHosted(agent) ? agent : null;
  const isLoaded = hosted !== null || external !== null;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex w-full max-w-[1440px] flex-col gap-4 p-3 md:p-5">
        {hosted && <HostedAgentView key={hosted.agent.id} {...hosted} search={search} />}
        {external && <ExternalAgentView key={external.id} agent={external} search={search} />}
        {!isLoaded && !fault && <Loading agent={name} />}
        {!isLoaded && fault && (
          <>
            <PageHeader title={name} />
            <FaultBox fault={fault} onRetry={refetch} />
          </>
        )}
      </div>
    </div>
  );
};
