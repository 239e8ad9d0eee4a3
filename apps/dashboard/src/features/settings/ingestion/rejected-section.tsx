import type { RejectedRun } from '@signalbox/contracts';
import { Button, CodeBlock, EmptyState, FaultBox, FoldButton, Skeleton } from '@signalbox/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { TimeAgo } from '../../../run-row/time-ago.tsx';
import { useTRPCClient } from '../../../trpc.ts';
import { SettingsSection } from '../settings-section.tsx';

const pageSize = 10;
/** Rejected rows change no run: nothing tells of them. */
const renewMs = 5000;

const Rejected = ({ row }: { readonly row: RejectedRun }) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="flex min-w-0 flex-col gap-1 px-4 py-2.5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3">
        <span className="min-w-0 truncate font-medium">
          {row.agent} {row.version}
        </span>
        <span className="text-meta text-text-muted min-w-0 truncate">from {row.sender}</span>
        <span className="text-meta text-text-muted ml-auto">
          <TimeAgo at={row.at} />
        </span>
      </div>
      <ul className="flex flex-col">
        {row.issues.map(({ path, message }) => (
          <li key={`${path} ${message}`} className="text-danger-text break-words">
            {path !== '' && <code className="font-mono">{path} </code>}
            {message}
          </li>
        ))}
      </ul>
      <FoldButton isOpen={isOpen} onChange={setIsOpen} className="self-start">
        {isOpen ? 'Hide the row' : 'Show the row'}
      </FoldButton>
      {isOpen && <CodeBlock text={row.preview} />}
    </li>
  );
};

/** The rows of reports that were not stored, and why. */
export const RejectedSection = () => {
  const client = useTRPCClient();
  const list = useInfiniteQuery({
    queryKey: ['rejected-runs'],
    queryFn: ({ pageParam, signal }) =>
      client.runs.listRejected.query({ limit: pageSize, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: renewMs,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <SettingsSection
      title="Rejected rows"
      lead="What was wrong with rows that were not stored. The newest 1,000 are kept."
    >
      {list.isPending && (
        <div aria-busy className="flex flex-col gap-2 p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      )}
      {list.error && (
        <div className="p-4">
          <FaultBox fault={toFault(list.error)} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          title="No row was rejected"
          body="A report takes every row that is right and names the others."
          className="py-8!"
        />
      )}
      {rows.length > 0 && (
        <ul aria-label="Rejected rows" className="divide-border divide-y">
          {rows.map((row) => (
            <Rejected key={row.id} row={row} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="flex justify-center p-2">
          <Button size="small" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </SettingsSection>
  );
};
