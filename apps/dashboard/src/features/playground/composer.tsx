import type { StartRunInput } from '@signalbox/contracts';
import { Button, Icon } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';

import { LinkedFaultBox } from '../../linked-fault-box.tsx';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { hasKeyboard } from './has-keyboard.ts';
import { MessageField } from './message-field.tsx';
import { StopButton } from './stop-button.tsx';
import type { RunProgress } from './to-progress.ts';
import { useDraft } from './use-draft.ts';
import { useOpenRun } from './use-open-run.ts';

interface ComposerProps {
  readonly label: string;
  /** Where the text belongs that is being written. */
  readonly place: string;
  /** Whom and after what the message is for. */
  readonly target: Omit<StartRunInput, 'message'>;
  /** The run that has to end before the next can begin; null when none has to. */
  readonly running: { readonly runId: string; readonly progress: RunProgress } | null;
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null>;
  readonly onSent?: () => void;
}

const idleHint = 'Enter to send, Shift+Enter for a new line';

/** Where the next message is written and sent. What is refused stays in it, with the reason. */
export const Composer = ({ label, place, target, running, fieldRef, onSent }: ComposerProps) => {
  const trpc = useTRPC();
  const openRun = useOpenRun();
  const refusal = useRefusal('runs:start');
  const draft = useDraft(place);
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const field = fieldRef ?? ownRef;
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: async (started, { message }) => {
        draft.clear(message);
        await openRun(started);
        onSent?.();
      },
    }),
  );
  useEffect(() => {
    if (hasKeyboard()) field.current?.focus();
  }, [field]);
  const message = draft.text.trim();
  const canSend = message !== '' && running === null && !start.isPending && refusal === null;
  const send = (): void => {
    if (canSend) start.mutate({ ...target, message });
  };
  const hint = refusal ?? (running !== null && message !== '' ? 'Can be sent when this answer is there' : idleHint);
  return (
    <div className="flex flex-col gap-2">
      {start.error && <LinkedFaultBox error={start.error} />}
      <MessageField
        label={label}
        text={draft.text}
        onChange={draft.write}
        onSend={send}
        disabled={refusal !== null}
        fieldRef={field}
      >
        <span className={`text-meta text-text-muted mr-auto px-1.5 ${hint === idleHint ? 'hidden sm:block' : ''}`}>
          {hint}
        </span>
        {running === null ? (
          <Button type="submit" kind="primary" disabled={!canSend}>
            <Icon of={ArrowUp} />
            Ask
          </Button>
        ) : (
          <StopButton key={running.runId} runId={running.runId} progress={running.progress} />
        )}
      </MessageField>
    </div>
  );
};
