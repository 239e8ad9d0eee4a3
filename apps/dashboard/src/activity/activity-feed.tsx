import { Button, FaultBox, ProgressLine, Skeleton } from '@signalbox/ui';
import type { ReactNode } from 'react';

import { toFault } from '../fault.ts';
import { NewerBar } from '../newer-bar.tsx';
import { ActivityEntry } from './activity-entry.tsx';
import { type ActivityFilters, useActivity } from './use-activity.ts';

interface ActivityFeedProps {
  readonly filters: ActivityFilters;
  /** False on an agent's own page. */
  readonly hasAgent: boolean;
  /** In place of entries when there are none. */
  readonly empty: ReactNode;
}

const Loading = () => (
  <div aria-busy className="rounded-card border-border bg-surface flex flex-col gap-4 border p-4">
    {Array.from({ length: 6 }, (_, at) => (
      <div key={at} className="flex flex-col gap-2">
        <Skeleton className="h-4 w-72 max-w-full" />
        <Skeleton className="h-4" />
      </div>
    ))}
  </div>
);

/** Where a search has looked: the memory store may know what words don't say. */
const SearchedIn = ({ places }: { readonly places: readonly string[] }) => (
  <p className="text-meta text-text-muted">
    {places.includes('memory')
      ? 'Searched the database and the memory store.'
      : 'Searched the database: words, and words written nearly like them.'}
  </p>
);

/** What agents did, newest first: entries that were reported, and runs that have ended. */
export const ActivityFeed = ({ filters, hasAgent, empty }: ActivityFeedProps) => {
  const { query, entries, searchedIn, newerCount, showNewer } = useActivity(filters);
  if (query.isPending) return <Loading />;
  if (!query.data) return <FaultBox fault={toFault(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <div className="flex flex-col gap-3">
      {filters.search !== undefined && <SearchedIn places={searchedIn} />}
      {entries.length === 0 ? (
        empty
      ) : (
        <div className="rounded-card border-border bg-surface overflow-clip border">
          <ProgressLine isActive={query.isFetching} />
          <NewerBar count={newerCount} onShow={() => void showNewer()} />
          <ul aria-label="Activity">
            {entries.map((entry) => (
              <ActivityEntry key={entry.id} entry={entry} hasAgent={hasAgent} />
            ))}
          </ul>
        </div>
      )}
      {query.hasNextPage && (
        <Button className="mx-auto" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
};
