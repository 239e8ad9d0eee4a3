import type { Run } from '@signalbox/contracts';
import { Button } from '@signalbox/ui';
import { useState, type ReactNode, type Ref } from 'react';

import { FollowScroll } from '../transcript/follow-scroll.tsx';
import { ChatRun } from './chat-run.tsx';
import type { OpenRun } from './list-open-runs.ts';
import type { BranchStep } from './to-branch.ts';
import type { RunProgress } from './to-progress.ts';

interface ThreadProps {
  /** Names the region that scrolls. */
  readonly label: string;
  readonly branch: readonly BranchStep<Run>[];
  /** The runs of it that have not ended. */
  readonly open: readonly OpenRun[];
  readonly onProgress: (runId: string, progress: RunProgress) => void;
  /** Told when a branch was begun here. */
  readonly onSent: () => void;
  /** Nothing can be sent again here: messages only follow one another. */
  readonly isLinear?: boolean;
  readonly endRef?: Ref<HTMLDivElement>;
  /** Stands below the runs. */
  readonly children?: ReactNode;
}

/** Runs that are shown before somebody asks for earlier ones. */
const shownAtOnce = 20;

/** One way through a conversation, live at its end: of its open runs the first is under way, the others wait for it. */
export const Thread = ({ label, branch, open, onProgress, onSent, ...rest }: ThreadProps) => {
  const { isLinear = false, endRef, children } = rest;
  const [wanted, setWanted] = useState(shownAtOnce);
  const waitingIds = new Set(open.slice(1).map(({ runId }) => runId));
  return (
    <FollowScroll label={label} isLive={open.length > 0}>
      <div className="mx-auto flex w-full max-w-[760px] flex-col gap-4 px-3 py-5 sm:px-5">
        {branch.length > wanted && (
          <Button className="mx-auto" onClick={() => setWanted(wanted + shownAtOnce)}>
            Show earlier messages
          </Button>
        )}
        {branch.slice(-wanted).map(({ run, siblings }) => (
          <ChatRun
            key={run.id}
            run={run}
            siblingIds={siblings.map(({ id }) => id).join(' ')}
            isQueued={run.status === 'queued' && waitingIds.has(run.id)}
            isLinear={isLinear}
            onProgress={onProgress}
            onSent={onSent}
          />
        ))}
        {children}
        <div ref={endRef} />
      </div>
    </FollowScroll>
  );
};
