import { linkClass, StatusWord } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useState } from 'react';

import { useGatheredChanges } from '../../../live/use-gathered-changes.ts';
import { TimeAgo } from '../../../run-row/time-ago.tsx';
import { useTRPC } from '../../../trpc.ts';
import { SettingsSection } from '../settings-section.tsx';

/** Waits for a reported run, and shows the newest one as soon as it is there. */
export const TesterSection = () => {
  const trpc = useTRPC();
  const [openedAt] = useState(() => Date.now());
  const newest = useQuery(trpc.runs.list.queryOptions({ source: 'report', limit: 1 }));
  useGatheredChanges(() => void newest.refetch());
  const run = newest.data?.items[0];
  const isNew = run !== undefined && newest.dataUpdatedAt > openedAt && Date.parse(run.createdAt) > openedAt - 60_000;
  return (
    <SettingsSection title="What arrives" lead="This page listens: paste the lines above into a terminal.">
      <div role="status" className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
        {run === undefined ? (
          <StatusWord icon={LoaderCircle} tone="accent" word="Waiting for the first run" isTurning isTinted />
        ) : (
          <>
            <StatusWord icon={CircleCheck} tone="success" word={isNew ? 'Arrived just now' : 'Newest run'} />
            <span className="min-w-0 truncate">
              <Link to="/agents/$agent" params={{ agent: run.agentSlug }} className="font-medium hover:underline">
                {run.agentName}
              </Link>{' '}
              {run.versionLabel}, {run.status}, <TimeAgo at={run.createdAt} />
            </span>
            <Link to="/runs/$runId" params={{ runId: run.id }} className={`${linkClass} ml-auto`}>
              Open run
            </Link>
          </>
        )}
      </div>
    </SettingsSection>
  );
};
