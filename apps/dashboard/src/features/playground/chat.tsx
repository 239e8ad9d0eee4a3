import { isFinalRunStatus, type ConversationDetail } from '@signalbox/contracts';
import { Button } from '@signalbox/ui';
import { useCallback, useMemo, useRef, useState } from 'react';

import { FollowScroll } from '../../transcript/follow-scroll.tsx';
import { useTitle } from '../../use-title.ts';
import { ChatRun } from './chat-run.tsx';
import { Composer } from './composer.tsx';
import { hasKeyboard } from './has-keyboard.ts';
import type { PlaygroundSearch } from './parse-playground-search.ts';
import { SetupNotice } from './setup-notice.tsx';
import { toBranch } from './to-branch.ts';
import type { RunProgress } from './to-progress.ts';
import { useAgentSetup } from './use-agent-setup.ts';
import { useProgress } from './use-progress.ts';

interface ChatProps {
  readonly conversation: ConversationDetail;
  readonly search: PlaygroundSearch;
}

/** Runs that are shown before somebody asks for earlier ones. */
const shownAtOnce = 20;

const unknownProgress: RunProgress = { isOver: false, begunCalls: 0, writes: [] };

/** One way through a conversation, live at its end, and where the next message is written. */
export const Chat = ({ conversation, search }: ChatProps) => {
  const { runs } = conversation;
  const branch = useMemo(() => toBranch(runs, search.run ?? null), [runs, search.run]);
  const [wanted, setWanted] = useState(shownAtOnce);
  const { known, onProgress } = useProgress();
  const end = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const onSent = useCallback(() => {
    end.current?.scrollIntoView();
    if (hasKeyboard()) field.current?.focus();
  }, []);
  const setup = useAgentSetup(conversation.agentId, search.model ?? null);
  const leaf = branch.at(-1)?.run;
  const progress = known?.runId === leaf?.id ? known?.progress : undefined;
  const isOver = progress?.isOver ?? (leaf === undefined || isFinalRunStatus(leaf.status));
  useTitle(leaf?.status ?? 'empty', conversation.title.slice(0, 60));
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
              model={search.model}
              onProgress={run === leaf ? onProgress : undefined}
              onSent={onSent}
            />
          ))}
          <div ref={end} />
        </div>
      </FollowScroll>
      <div className="mx-auto w-full max-w-[760px] shrink-0 px-3 pt-2 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-5">
        {setup && <SetupNotice setup={setup} />}
        <Composer
          label="Ask again"
          place={conversation.id}
          target={{
            conversationId: conversation.id,
            previousRunId: leaf?.id ?? null,
            ...(search.model !== undefined && { model: search.model }),
          }}
          running={leaf && !isOver ? { runId: leaf.id, progress: progress ?? unknownProgress } : null}
          fieldRef={field}
          onSent={onSent}
        />
      </div>
    </>
  );
};
