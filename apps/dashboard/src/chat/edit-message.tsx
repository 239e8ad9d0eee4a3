import type { Run } from '@signalbox/contracts';
import { Button } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { LinkedFaultBox } from '../linked-fault-box.tsx';
import { MessageField } from './message-field.tsx';
import { useSend } from './use-send.ts';

interface EditMessageProps {
  readonly run: Pick<Run, 'conversationId' | 'previousRunId'>;
  /** The message as it was sent. */
  readonly text: string;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** A sent message being changed: sent again, it begins a branch beside the run that it began. */
export const EditMessage = ({ run, text, onClose, onSent }: EditMessageProps) => {
  const send = useSend();
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      onClose();
      onSent();
    },
  });
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text.length]);
  const message = draft.trim();
  const canSend = message !== '' && !sending.isPending;
  const { conversationId, previousRunId } = run;
  return (
    <div className="flex flex-col gap-2 pl-7">
      {sending.error && <LinkedFaultBox error={sending.error} />}
      <MessageField
        label="Edit the message"
        text={draft}
        onChange={setDraft}
        onSend={() =>
          canSend && sending.mutate({ conversationId: conversationId ?? undefined, previousRunId, message })
        }
        onEscape={onClose}
        fieldRef={field}
      >
        <span className="text-meta text-text-muted mr-auto hidden px-1.5 sm:block">
          The first version stays beside it.
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" disabled={!canSend}>
          Send
        </Button>
      </MessageField>
    </div>
  );
};
