import type { AgentSpec, ConversationDetail } from '@signalbox/contracts';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';

import { Composer } from './composer.tsx';
import { hasKeyboard } from './has-keyboard.ts';
import { listOpenRuns } from './list-open-runs.ts';
import { StopButton } from './stop-button.tsx';
import { Thread } from './thread.tsx';
import { toBranch } from './to-branch.ts';
import { toWait } from './to-wait.ts';
import { useProgress } from './use-progress.ts';
import { useSend } from './use-send.ts';

interface ChatProps {
  readonly conversation: ConversationDetail;
  /** The run to lead to; null for the newest. */
  readonly runId: string | null;
  /** Stands above the field: what somebody should know or give before he asks. */
  readonly notice: ReactNode;
  /** What the agent does with a message that comes while it answers. */
  readonly whenBusy?: AgentSpec['whenBusy'];
  /** Why nothing can be asked here at all; null when it can. */
  readonly closed?: string | null;
}

/** One way through a conversation, live at its end, and where the next message is written. Needs a `ChatContext`. */
export const Chat = ({ conversation, runId, notice, whenBusy = 'queue', closed = null }: ChatProps) => {
  const { id: conversationId, runs } = conversation;
  const branch = useMemo(() => toBranch(runs, runId), [runs, runId]);
  const { progressOf, onProgress } = useProgress();
  const open = listOpenRuns(branch, progressOf);
  const send = useSend();
  const end = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const focusField = useCallback(() => {
    if (hasKeyboard()) field.current?.focus();
  }, []);
  const onSent = useCallback(() => {
    end.current?.scrollIntoView();
    focusField();
  }, [focusField]);
  const [underWay] = open;
  const previousRunId = branch.at(-1)?.run.id ?? null;
  return (
    <>
      <Thread label="Conversation" branch={branch} open={open} onProgress={onProgress} onSent={onSent} endRef={end} />
      <div className="mx-auto w-full max-w-[760px] shrink-0 px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-5">
        {notice}
        <Composer
          label="Ask again"
          place={conversationId}
          onSend={async (message) => {
            // now, and not when it is sent: by then somebody may have gone on to something else
            focusField();
            await send({ message, conversationId, previousRunId });
            end.current?.scrollIntoView();
          }}
          wait={closed ?? toWait(whenBusy, underWay !== undefined)}
          isQueueing={underWay !== undefined}
          stop={underWay && <StopButton key={underWay.runId} runs={[underWay]} />}
          fieldRef={field}
        />
      </div>
    </>
  );
};
