import type { ToolDetail } from '@signalbox/contracts';
import { FaultBox, PageHeader, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import type { ToolSearch } from './parse-tool-search.ts';
import { RecentCalls } from './recent-calls.tsx';
import { ToolArguments } from './tool-arguments.tsx';
import { ToolDescription } from './tool-description.tsx';
import { ToolHeader } from './tool-header.tsx';
import { TryTool } from './try-tool.tsx';
import { UnknownTool } from './unknown-tool.tsx';

interface ToolPageProps {
  readonly name: string;
  readonly search: ToolSearch;
}

interface KnownToolProps {
  readonly tool: ToolDetail;
  readonly search: ToolSearch;
}

const Loading = ({ name }: { readonly name: string }) => (
  <div aria-busy className="flex flex-col gap-4">
    <h1 className="sr-only">{name}</h1>
    <Skeleton className="h-8 w-64" />
    <Skeleton className="h-4 w-96 max-w-full" />
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_400px]">
      <Skeleton className="h-72" />
      <Skeleton className="h-72" />
    </div>
  </div>
);

const KnownTool = ({ tool, search }: KnownToolProps) => {
  const navigate = useNavigate();
  const choose = (next: ToolSearch): void =>
    void navigate({ to: '/tools/$name', params: { name: tool.name }, search: next, replace: true, resetScroll: false });
  const { view, outcome } = search;
  return (
    <>
      <ToolHeader tool={tool} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <ToolDescription tool={tool} />
          <ToolArguments
            schema={tool.inputSchema}
            view={view ?? 'table'}
            onView={(next) => choose({ ...(outcome && { outcome }), ...(next === 'schema' && { view: next }) })}
          />
        </div>
        <div className="min-w-0 xl:row-span-2">
          <TryTool tool={tool} />
        </div>
        <RecentCalls
          name={tool.name}
          outcome={outcome}
          onOutcome={(next) => choose({ ...(view && { view }), ...(next && { outcome: next }) })}
        />
      </div>
    </>
  );
};

/** A name that no tool can have is answered as a fault of the request. */
const unknownCodes: readonly string[] = ['tool.not-found', 'request.invalid'];

/** One tool: what it does and takes, a form to try it, and its calls. */
export const ToolPage = ({ name, search }: ToolPageProps) => {
  const trpc = useTRPC();
  const tool = useQuery(trpc.tools.get.queryOptions({ name }));
  useGatheredChanges(() => void tool.refetch());
  const fault = tool.error ? toFault(tool.error) : null;
  const isUnknown = fault !== null && unknownCodes.includes(fault.code);
  useTitle(isUnknown ? 'Unknown tool' : (tool.data?.title ?? name), 'Tools');
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      {isUnknown ? (
        <UnknownTool name={name} />
      ) : (
        <div className="flex w-full max-w-[1440px] flex-col gap-4 p-3 md:p-5">
          {tool.data && <KnownTool tool={tool.data} search={search} />}
          {tool.isPending && <Loading name={name} />}
          {!tool.data && fault && (
            <>
              <PageHeader title={name} />
              <FaultBox fault={fault} onRetry={() => void tool.refetch()} />
            </>
          )}
        </div>
      )}
    </div>
  );
};
