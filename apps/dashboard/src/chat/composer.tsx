import { Button, Icon } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

import { LinkedFaultBox } from '../linked-fault-box.tsx';
import { useRefusal } from '../viewer/viewer-context.ts';
import { hasKeyboard } from './has-keyboard.ts';
import { MessageField } from './message-field.tsx';
import { useDraft } from './use-draft.ts';

interface ComposerProps {
  readonly label: string;
  /** Where the text belongs that is being written. */
  readonly place: string;
  /** Sends; rejects with what refused it, which is shown. */
  readonly onSend: (message: string) => Promise<void>;
  /** Why nothing can be sent now, though it may be written; null when it can. */
  readonly wait?: string | null;
  /** What is sent waits for the answer that is under way. */
  readonly isQueueing?: boolean;
  /** Stands before the button to send: what stops the answer that is under way. */
  readonly stop?: ReactNode;
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null>;
  /** The page is there for it: it has the focus at first. */
  readonly takesFocus?: boolean;
}

const idleHint = 'Enter to send, Shift+Enter for a new line';
const queueHint = 'Sent now, it is answered after this answer';

/** Where the next message is written and sent. What is refused stays in it, with the reason. */
export const Composer = ({ label, place, onSend, wait = null, fieldRef, ...rest }: ComposerProps) => {
  const { isQueueing = false, stop, takesFocus = true } = rest;
  const refusal = useRefusal('runs:start');
  const draft = useDraft(place);
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const field = fieldRef ?? ownRef;
  const sending = useMutation({ mutationFn: onSend, onSuccess: (_, message) => draft.clear(message) });
  useEffect(() => {
    if (takesFocus && hasKeyboard()) field.current?.focus();
  }, [field, takesFocus]);
  const message = draft.text.trim();
  const canSend = message !== '' && wait === null && !sending.isPending && refusal === null;
  const hint = refusal ?? wait ?? (isQueueing && message !== '' ? queueHint : idleHint);
  return (
    <div className="flex flex-col gap-2">
      {sending.error && <LinkedFaultBox error={sending.error} />}
      <MessageField
        label={label}
        text={draft.text}
        onChange={draft.write}
        onSend={() => canSend && sending.mutate(message)}
        disabled={refusal !== null}
        fieldRef={field}
      >
        <span className={`text-meta text-text-muted mr-auto px-1.5 ${hint === idleHint ? 'hidden sm:block' : ''}`}>
          {hint}
        </span>
        {stop}
        <Button type="submit" kind="primary" disabled={!canSend}>
          <Icon of={ArrowUp} />
          Ask
        </Button>
      </MessageField>
    </div>
  );
};
