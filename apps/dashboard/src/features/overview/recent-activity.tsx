import { FaultBox, linkClass, Panel, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import { ActivityEntry } from '../../activity/activity-entry.tsx';
import { toBursts } from '../../activity/to-bursts.ts';
import { toFault } from '../../fault.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import { useHeldRows } from '../../use-held-rows.ts';

/** Newest entries that are looked at, and lines that they come to at most. */
const readEntries = 50;
const shownLines = 8;

/** What agents did lately, live, what one does again and again in one line; absent when there is nothing. */
export const RecentActivity = () => {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.activity.list.queryOptions({ limit: readEntries }));
  useGatheredChanges(() => void refetch(), { also: ['activity-added'] });
  const [isHeld, setIsHeld] = useState(false);
  const bursts = useMemo(() => toBursts(data?.items ?? []).slice(0, shownLines), [data]);
  const shown = useHeldRows(bursts, isHeld);
  if (data?.items.length === 0) return null;
  return (
    <Panel
      title="Activity"
      actions={
        <Link to="/activity" className={linkClass}>
          All activity
        </Link>
      }
    >
      {!data && !error && <Skeleton className="mx-4 mb-4 h-48" />}
      {!data && error && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      <ul
        aria-label="Recent activity"
        className="border-border border-t empty:hidden"
        onPointerEnter={() => setIsHeld(true)}
        onPointerLeave={() => setIsHeld(false)}
        onFocus={() => setIsHeld(true)}
        onBlur={() => setIsHeld(false)}
      >
        {shown.map(({ id, newest, count, from }) => (
          <ActivityEntry key={id} entry={newest} burst={count > 1 ? { count, from } : undefined} hasAgent />
        ))}
      </ul>
    </Panel>
  );
};
