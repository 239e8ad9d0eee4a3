import { EmptyState, FaultBox, PageHeader, ProgressLine, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { formatCount } from '../../formats/format-count.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import { holdItems, type HeldItem } from './hold-items.ts';
import { InboxEntry } from './inbox-entry.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';

const Loading = () => (
  <div aria-busy className="flex flex-col gap-3">
    <Skeleton className="h-72" />
    <Skeleton className="h-72" />
  </div>
);

const Empty = () => (
  <EmptyState
    icon={Inbox}
    title="Nothing waits for you"
    body="Here you decide about tool calls that need a person: calls of which nobody knows whether they happened, and calls that ask for approval."
  />
);

/** The questions of this visit: what was shown stays in its place when it is decided. */
const useInbox = () => {
  const trpc = useTRPC();
  const query = useQuery(trpc.inbox.list.queryOptions({}));
  const [held, setHeld] = useState<readonly HeldItem[]>([]);
  const next = query.data ? holdItems(held, query.data.items) : held;
  if (next !== held) setHeld(next);
  useGatheredChanges(() => void query.refetch());
  return { query, held: next };
};

/** What waits for a person, oldest first. */
export const InboxPage = () => {
  const { query, held } = useInbox();
  const total = query.data?.total ?? 0;
  useTitle(...(total > 0 ? [`${formatCount(total)} waiting`] : []), 'Inbox');
  useInboxKeys(held);
  const shown = held.filter(({ isWaiting }) => isWaiting).length;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ProgressLine isActive={query.isFetching && !query.isPending} />
      <div className="flex max-w-[800px] flex-col gap-4 p-3 md:p-5">
        <PageHeader title="Inbox" lead="Runs that go on when a person has decided. The oldest question comes first." />
        {held.length > 0 && (
          <ul aria-label="Questions" className="flex flex-col gap-3">
            {held.map((one) => (
              <InboxEntry key={one.key} held={one} />
            ))}
          </ul>
        )}
        {total > shown && shown > 0 && (
          <p className="text-text-muted">
            {formatCount(total - shown)} more wait; they come here as these are decided.
          </p>
        )}
        {query.isPending && <Loading />}
        {query.error && <FaultBox fault={toFault(query.error)} onRetry={() => void query.refetch()} />}
        {query.isSuccess && total === 0 && <Empty />}
      </div>
    </div>
  );
};
