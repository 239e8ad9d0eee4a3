import { Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';

import { RunAgainButton } from './run-again-button.tsx';
import type { RunProgress } from './to-progress.ts';

interface RunActionsProps {
  readonly runId: string;
  readonly progress: RunProgress;
  /** It cannot be run again beside itself. */
  readonly isLinear: boolean;
  readonly onSent: () => void;
}

/** What can be done with a run, below its steps: open it, and once it has ended, run it again beside itself. */
export const RunActions = ({ runId, progress, isLinear, onSent }: RunActionsProps) => (
  <div className="text-meta text-text-muted flex flex-wrap items-center gap-1 pl-5">
    <Link
      to="/runs/$runId"
      params={{ runId }}
      className="rounded-control hover:bg-hover hover:text-text inline-flex h-7 items-center gap-1.5 px-2 font-medium pointer-coarse:h-11"
    >
      <Icon of={ArrowUpRight} size={14} />
      Open run
    </Link>
    {progress.isOver && !isLinear && <RunAgainButton runId={runId} writes={progress.writes} onSent={onSent} />}
  </div>
);
