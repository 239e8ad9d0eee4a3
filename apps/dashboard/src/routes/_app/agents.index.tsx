import { createFileRoute } from '@tanstack/react-router';

import { AgentsPage } from '../../features/agents/agents-page.tsx';
import { parseAgentsSearch } from '../../features/agents/parse-agents-search.ts';

const AgentsRoute = () => <AgentsPage search={Route.useSearch()} />;

export const Route = createFileRoute('/_app/agents/')({ validateSearch: parseAgentsSearch, component: AgentsRoute });
