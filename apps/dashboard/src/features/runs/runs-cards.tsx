import type { Run } from '@signalbox/contracts';
import { Checkbox, cn, RunStatusBadge } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { memo, type RefObject } from 'react';

import { RunCost } from '../../run-row/run-cost.tsx';
import { RunDuration } from '../../run-row/run-duration.tsx';
import { RunPreview } from '../../run-row/run-preview.tsx';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useFade } from '../../run-row/use-fade.ts';
import type { ListActions, ListChoice } from './list-actions.ts';
import { RunMenu } from './run-menu.tsx';
import { useRowWindow } from './use-row-window.ts';

interface RunsCardsProps {
  readonly runs: readonly Run[];
  readonly choice: ListChoice;
  readonly actions: ListActions;
  /** What the cards scroll in. */
  readonly scroll: RefObject<HTMLElement | null>;
}

interface RunCardProps {
  readonly run: Run;
  readonly isMarked: boolean;
  readonly isChecked: boolean;
  /** Something is selected: a box stands before each. */
  readonly hasBox: boolean;
  readonly actions: ListActions;
}

/** That of the class `h-15`. */
const heightPx = 60;

const RunCard = memo(({ run, isMarked, isChecked, hasBox, actions }: RunCardProps) => {
  const row = useFade<HTMLLIElement>(run);
  return (
    <li
      ref={row}
      data-run={run.id}
      className={cn('border-border flex h-15 items-center overflow-hidden border-b', isMarked && 'bg-selected')}
    >
      {hasBox && (
        <Checkbox
          label={`Select run ${run.id.slice(-8)}`}
          isLabelHidden
          checked={isChecked}
          onChange={(next) => actions.onCheck(run, next)}
          className="pl-3"
        />
      )}
      <Link
        to="/runs/$runId"
        params={{ runId: run.id }}
        className="flex h-full min-w-0 flex-1 flex-col justify-center gap-1 pl-3 -outline-offset-2"
      >
        <span className="text-meta text-text-muted flex items-center gap-2">
          <RunStatusBadge status={run.status} />
          <span className="min-w-0 flex-1 truncate">
            {run.agentName} {run.versionLabel}
          </span>
          <TimeAgo at={run.createdAt} />
        </span>
        <span className="flex items-center gap-2">
          <RunPreview run={run} className="min-w-0 flex-1" />
          <span className="text-meta text-text-muted flex shrink-0 gap-2 tabular-nums">
            <span>
              <RunDuration run={run} />
            </span>
            <span>
              <RunCost run={run} />
            </span>
          </span>
        </span>
      </Link>
      <span className="shrink-0 px-1">
        <RunMenu run={run} isChecked={isChecked} actions={actions} />
      </span>
    </li>
  );
});

/** Runs for a narrow page: two lines each; of a long list only what is in sight is drawn. */
export const RunsCards = ({ runs, choice, actions, scroll }: RunsCardsProps) => {
  const { first, end, beforePx, afterPx } = useRowWindow({ count: runs.length, heightPx, scroll });
  return (
    <ul aria-label="Runs" style={{ paddingTop: beforePx, paddingBottom: afterPx }}>
      {runs.slice(first, end).map((run) => (
        <RunCard
          key={run.id}
          run={run}
          isMarked={run.id === choice.peekedId || choice.checkedIds.has(run.id)}
          isChecked={choice.checkedIds.has(run.id)}
          hasBox={choice.checkedIds.size > 0}
          actions={actions}
        />
      ))}
    </ul>
  );
};
