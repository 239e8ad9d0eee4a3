import type { Actor, Permission } from '@signalbox/contracts';

import { RunList } from '../features/runs/run-list.tsx';
import { RunPage } from '../features/runs/run-page.tsx';
import { StartPage } from '../features/runs/start-page.tsx';
import { ConnectionStrip } from '../features/shell/connection-status.tsx';
import { TopBar } from '../features/shell/top-bar.tsx';
import { navigate, useLocation } from '../location.ts';
import { Sheet } from '../ui/sheet.tsx';

interface HomePageProps {
  readonly actor: Actor;
  readonly workspaceName: string;
  readonly permissions: readonly Permission[];
}

const toHref = (runId: string | null, panel: 'runs' | null): string => {
  const search = new URLSearchParams();
  if (runId !== null) search.set('run', runId);
  if (panel !== null) search.set('panel', panel);
  return search.size === 0 ? '/' : `/?${search}`;
};

/** The page of somebody who is signed in: recent runs, and one run or the start of one. */
export const HomePage = ({ actor, workspaceName, permissions }: HomePageProps) => {
  const { searchParams } = useLocation();
  const runId = searchParams.get('run');
  const startRefusal = permissions.includes('runs:start') ? null : 'Your role may read runs but not start them.';
  const controlRefusal = permissions.includes('runs:control') ? null : 'Your role may read runs but not decide.';
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="rounded-control bg-raised sr-only px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10"
      >
        Skip to the conversation
      </a>
      <TopBar workspaceName={workspaceName} onOpenRuns={() => navigate(toHref(runId, 'runs'))} />
      <ConnectionStrip />
      <div className="flex min-h-0 flex-1">
        <nav aria-label="Runs" className="border-border bg-surface hidden w-[264px] shrink-0 flex-col border-r md:flex">
          <RunList openRunId={runId} />
        </nav>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {runId === null ? (
            <StartPage startRefusal={startRefusal} />
          ) : (
            <RunPage runId={runId} viewer={{ actor, controlRefusal }} startRefusal={startRefusal} />
          )}
        </main>
      </div>
      {searchParams.get('panel') === 'runs' && (
        <Sheet title="Runs" onClose={() => navigate(toHref(runId, null), { replace: true })}>
          <RunList openRunId={runId} />
        </Sheet>
      )}
    </div>
  );
};
