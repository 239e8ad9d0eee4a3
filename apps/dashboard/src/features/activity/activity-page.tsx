import { Button, EmptyState, PageHeader } from '@signalbox/ui';
import { useNavigate } from '@tanstack/react-router';
import { Activity, SearchX } from 'lucide-react';

import { ActivityFeed } from '../../activity/activity-feed.tsx';
import { useTitle } from '../../use-title.ts';
import { ActivityToolbar } from './activity-toolbar.tsx';
import { type ActivitySearch, parseActivitySearch } from './parse-activity-search.ts';
import { readActivitySearch } from './read-activity-search.ts';

interface EmptyProps {
  readonly filters: number;
  readonly onClear: () => void;
}

const Empty = ({ filters, onClear }: EmptyProps) =>
  filters > 0 ? (
    <EmptyState
      icon={SearchX}
      title={`No activity matches ${filters === 1 ? 'this filter' : `these ${filters} filters`}`}
      actions={<Button onClick={onClear}>Clear filters</Button>}
    />
  ) : (
    <EmptyState
      icon={Activity}
      title="No activity yet"
      body="Runs that end here are listed, and what agents elsewhere report: POST /api/v1/agents/activity says who did what, for which project, and why."
    />
  );

/** The whole feed: who did what, when, for which project, and why. */
export const ActivityPage = ({ search }: { readonly search: ActivitySearch }) => {
  useTitle('Activity');
  const navigate = useNavigate();
  const filters = readActivitySearch(search);
  const choose = (next: ActivitySearch): void =>
    void navigate({ to: '/activity', search: parseActivitySearch(next), replace: true, resetScroll: false });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-[1080px] flex-col gap-4 p-3 md:p-5">
        <PageHeader title="Activity" lead="What agents did, newest first: runs that ended, and what was reported.">
          <ActivityToolbar search={search} onChange={(change) => choose({ ...search, ...change })} />
        </PageHeader>
        <ActivityFeed
          filters={filters}
          hasAgent
          empty={<Empty filters={Object.keys(filters).length} onClear={() => choose({})} />}
        />
      </div>
    </div>
  );
};
