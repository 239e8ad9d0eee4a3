import type { BrokenTool, Tool } from '@signalbox/contracts';
import { Button, EmptyState, FaultBox, PageHeader, ProgressLine, SearchField } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { SearchX, Wrench } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { LoadingRows } from '../../loading-rows.tsx';
import { findTools } from '../../tool-row/find-tools.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import { BrokenTools } from './broken-tools.tsx';
import { ReportedTools } from './reported-tools.tsx';
import { ToolsTable } from './tools-table.tsx';
import { useToolsFigures } from './use-tools-figures.ts';

interface ListedToolsProps {
  readonly items: readonly Tool[];
  readonly broken: readonly BrokenTool[];
  readonly search: string;
  readonly onClear: () => void;
}

const ListedTools = ({ items, broken, search, onClear }: ListedToolsProps) => {
  const found = findTools(items, search);
  const figures = useToolsFigures();
  const strange = figures.filter(({ key }) => key !== 'other' && !items.some(({ name }) => name === key));
  if (items.length === 0) {
    return (
      <>
        <BrokenTools broken={broken} />
        <EmptyState
          icon={Wrench}
          title="No tools yet"
          body="Put a file that ends in .tool.ts into the tools folder of this installation and start the server again."
        />
      </>
    );
  }
  return (
    <>
      {found.length > 0 && <ToolsTable tools={found} figures={figures} />}
      {found.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={`No tool matches “${search.trim()}”`}
          actions={<Button onClick={onClear}>Clear search</Button>}
        />
      )}
      <BrokenTools broken={broken} />
      {search === '' && <ReportedTools groups={strange} />}
    </>
  );
};

/** The tools of this installation: what agents may do, how often they did it, and how it went. */
export const ToolsPage = () => {
  useTitle('Tools');
  const trpc = useTRPC();
  const tools = useQuery(trpc.tools.list.queryOptions({}));
  const [search, setSearch] = useState('');
  useGatheredChanges(() => void tools.refetch());
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ProgressLine isActive={tools.isFetching && !tools.isPending} />
      <div className="flex max-w-[1440px] flex-col gap-4 p-3 md:p-5">
        <PageHeader
          title="Tools"
          lead="What agents can do. Switching one off stops new calls at once."
          actions={
            <SearchField
              label="Search tools"
              value={search}
              onChange={setSearch}
              className="w-[calc(100vw-24px)] sm:w-64"
            />
          }
        />
        {tools.data && <ListedTools {...tools.data} search={search} onClear={() => setSearch('')} />}
        {!tools.data && tools.isPending && <LoadingRows />}
        {!tools.data && tools.error && <FaultBox fault={toFault(tools.error)} onRetry={() => void tools.refetch()} />}
      </div>
    </div>
  );
};
