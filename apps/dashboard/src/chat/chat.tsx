import { isFinalRunStatus, type ConversationDetail } from '@signalbox/contracts';
import { Button } from '@signalbox/ui';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

import { FollowScroll } from '../transcript/follow-scroll.tsx';
import { ChatRun } from './chat-run.tsx';
import { Composer } from './composer.tsx';
import { hasKeyboard } from './has-keyboard.ts';
import { StopButton } from './stop-button.tsx';
import { toBranch } from './to-branch.ts';
import type { RunProgress } from './to-progress.ts';
import { useProgress } from './use-progress.ts';
import { useSend } from './use-send.ts';

interface ChatProps {
  readonly conversation: ConversationDetail;
  /** The run to lead to; null for the newest. */
  readonly runId: string | null;
  /** Stands above the field: what somebody should know before he asks. */
  readonly notice: ReactNode;
}

/** Runs that are shown before somebody asks for earlier ones. */
const shownAtOnce = 20;

const unknownProgress: RunProgress = { isOver: false, begunCalls: 0, writes: [] };

/** One way through a conversation, live at its end, and where the next message is written. Needs a `ChatContext`. */
export const Chat = ({ conversation, runId, notice }: ChatProps) => {
  const { id: conversationId, runs } = conversation;
  const branch = useMemo(() => toBranch(runs, runId), [runs, runId]);
  const [wanted, setWanted] = useState(shownAtOnce);
  const { known, onProgress } = useProgress();
  const send = useSend();
  const end = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const onSent = useCallback(() => {
    end.current?.scrollIntoView();
    if (hasKeyboard()) field.current?.focus();
  }, []);
  const leaf = branch.at(-1)?.run;
  const progress = known?.runId === leaf?.id ? known?.progress : undefined;
  const isOver = progress?.isOver ?? (leaf === undefined || isFinalRunStatus(leaf.status));
  return (
    <>
      <FollowScroll label="Conversation" isLive={!isOver}>
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
              onProgress={run === leaf ? onProgress : undefined}
              onSent={onSent}
            />
          ))}
          <div ref={end} />
        </div>
      </FollowScroll>
      <div className="mx-auto w-full max-w-[760px] shrink-0 px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-5">
        {notice}
        <Composer
          label="Ask again"
          place={conversationId}
          onSend={async (message) => {
            await send({ message, conversationId, previousRunId: leaf?.id ?? null });
            onSent();
          }}
          stop={
            leaf && !isOver ? <StopButton key={leaf.id} runId={leaf.id} progress={progress ?? unknownProgress} /> : null
          }
          fieldRef={field}
        />
      </div>
    </>
  );
};
