import { createFileRoute } from '@tanstack/react-router';

import { AgentPage } from '../../features/agents/agent-page.tsx';
import { parseAgentSearch } from '../../features/agents/parse-agent-search.ts';

const AgentRoute = () => {
  const { agent } = Route.useParams();
  return <AgentPage key={agent} agent={agent} search={Route.useSearch()} />;
};

export const Route = createFileRoute('/_app/agents/$agent')({
  validateSearch: parseAgentSearch,
  component: AgentRoute,
});
