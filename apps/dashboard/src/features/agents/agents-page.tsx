import { Button, FaultBox, PageHeader, ProgressLine } from '@signalbox/ui';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { LoadingRows } from '../../loading-rows.tsx';
import { useTitle } from '../../use-title.ts';
import { AgentsEmpty } from './agents-empty.tsx';
import { AgentsTable } from './agents-table.tsx';
import { AgentsToolbar } from './agents-toolbar.tsx';
import { NewAgentLink } from './new-agent-link.tsx';
import type { AgentsSearch } from './parse-agents-search.ts';
import { type AgentsChoice, printAgentsSearch, readAgentsSearch } from './read-agents-search.ts';
import { useAgents } from './use-agents.ts';

interface AgentsPageProps {
  readonly search: AgentsSearch;
}

interface ListedProps {
  readonly choice: AgentsChoice;
  readonly onClear: () => void;
}

const Listed = ({ choice, onClear }: ListedProps) => {
  const list = useAgents(choice);
  useFiguresChanges();
  const pages = list.data?.pages.map(({ items }) => items).filter((items) => items.length > 0) ?? [];
  if (list.isPending) return <LoadingRows />;
  if (!list.data) return <FaultBox fault={toFault(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <>
      <div>
        <ProgressLine isActive={list.isFetching} />
        {pages.length === 0 ? <AgentsEmpty choice={choice} onClear={onClear} /> : <AgentsTable pages={pages} />}
      </div>
      {list.hasNextPage && (
        <Button className="mx-auto" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
};

/** The agents of the workspace: how each stands, what it runs on, and what its last day came to. */
export const AgentsPage = ({ search }: AgentsPageProps) => {
  useTitle('Agents');
  const navigate = useNavigate();
  const choice = readAgentsSearch(search);
  const choose = (next: AgentsSearch): void =>
    void navigate({ to: '/agents', search: next, replace: true, resetScroll: false });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-[1440px] flex-col gap-4 p-3 md:p-5">
        <PageHeader
          title="Agents"
          lead="Agents that run here, and agents that run elsewhere and report what they do."
          actions={<NewAgentLink />}
        >
          <AgentsToolbar choice={choice} onChange={(change) => choose(printAgentsSearch({ ...choice, ...change }))} />
        </PageHeader>
        <Listed choice={choice} onClear={() => choose({})} />
      </div>
    </div>
  );
};
