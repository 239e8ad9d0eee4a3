import type { ToolOutcome } from '@signalbox/contracts';
import { Button, EmptyState, FaultBox, Icon, Panel, ProgressLine, Select, Skeleton } from '@signalbox/ui';
import { ArrowUp } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { formatCount } from '../../formats/format-count.ts';
import { CallRows } from './call-rows.tsx';
import { outcomes } from './parse-tool-search.ts';
import { useToolCalls } from './use-tool-calls.ts';

interface RecentCallsProps {
  readonly name: string;
  readonly outcome: ToolOutcome | undefined;
  readonly onOutcome: (outcome: ToolOutcome | undefined) => void;
}

const options = [
  { value: 'all', label: 'Any outcome' },
  ...outcomes.map((outcome) => ({ value: outcome, label: outcome })),
] as const;

const Loading = () => (
  <div aria-busy className="flex flex-col gap-3 px-4 py-3">
    {Array.from({ length: 4 }, (_, at) => (
      <Skeleton key={at} className="h-5" />
    ))}
  </div>
);

const Empty = ({ outcome, onOutcome }: Omit<RecentCallsProps, 'name'>) =>
  outcome === undefined ? (
    <EmptyState title="No calls yet" body="Calls of a run are listed here when the run has ended." className="py-8!" />
  ) : (
    <EmptyState
      title={`No call ended with ${outcome}`}
      actions={<Button onClick={() => onOutcome(undefined)}>Show any outcome</Button>}
      className="py-8!"
    />
  );

/** The calls of a tool in runs that have ended, newest first. */
export const RecentCalls = ({ name, outcome, onOutcome }: RecentCallsProps) => {
  const { query, calls, newerCount, showNewer } = useToolCalls(name, outcome);
  return (
    <Panel
      title="Recent calls"
      actions={
        <Select
          label="Outcome"
          isLabelHidden
          isSmall
          className="w-36"
          value={outcome ?? 'all'}
          options={options}
          onChange={(value) => onOutcome(value === 'all' ? undefined : value)}
        />
      }
    >
      <ProgressLine isActive={query.isFetching && !query.isPending} />
      {newerCount > 0 && (
        <button
          type="button"
          onClick={() => void showNewer()}
          className="border-border bg-accent-tint text-accent-text flex h-8 items-center justify-center gap-1.5 border-t font-medium -outline-offset-2 hover:underline pointer-coarse:h-11"
        >
          <Icon of={ArrowUp} size={14} />
          {formatCount(newerCount)} new, show
        </button>
      )}
      {query.isPending && !query.error && <Loading />}
      {query.error && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(query.error)} onRetry={() => void query.refetch()} />
        </div>
      )}
      {calls.length > 0 && <CallRows calls={calls} />}
      {query.isSuccess && calls.length === 0 && <Empty outcome={outcome} onOutcome={onOutcome} />}
      {query.hasNextPage && (
        <div className="border-border flex justify-center border-t p-2">
          <Button size="small" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Panel>
  );
};
