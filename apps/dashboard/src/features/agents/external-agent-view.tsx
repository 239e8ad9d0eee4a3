import { AgentActivity } from './agent-activity.tsx';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentOverview } from './agent-overview.tsx';
import { AgentParts } from './agent-parts.tsx';
import { AgentRuns } from './agent-runs.tsx';
import type { AgentSearch } from './parse-agent-search.ts';
import { readAgentSearch } from './read-agent-search.ts';
import { ReportTab } from './report-tab.tsx';
import { useChoosePart } from './use-choose-part.ts';
import { VersionsTab } from './versions-tab.tsx';

interface ExternalAgentViewProps {
  readonly agent: AgentDetailAnswer;
  readonly search: AgentSearch;
}

/** An agent that runs elsewhere: how it stands, its versions and runs as they were reported, and how to report more. */
export const ExternalAgentView = ({ agent, search }: ExternalAgentViewProps) => {
  const { tab: chosen } = readAgentSearch(search);
  const tab = chosen === 'definition' ? 'overview' : chosen;
  const choose = useChoosePart(agent.slug);
  return (
    <AgentParts agent={agent} tab={tab} without={['definition']}>
      {tab === 'overview' && <AgentOverview agent={agent} search={search} />}
      {tab === 'versions' && <VersionsTab agent={agent} search={search} onChoose={choose} />}
      {tab === 'runs' && <AgentRuns agent={agent} isAll />}
      {tab === 'activity' && <AgentActivity agent={agent} />}
      {tab === 'use' && <ReportTab agent={agent} />}
    </AgentParts>
  );
};
