import type { Run } from '@signalbox/contracts';
import { Button } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { LinkedFaultBox } from '../../linked-fault-box.tsx';
import { useTRPC } from '../../trpc.ts';
import { MessageField } from './message-field.tsx';
import { useOpenRun } from './use-open-run.ts';

interface EditMessageProps {
  readonly run: Pick<Run, 'conversationId' | 'previousRunId'>;
  /** The message as it was sent. */
  readonly text: string;
  /** `provider/model` in place of the agent's models. */
  readonly model: string | undefined;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** A sent message being changed: sent again, it begins a branch beside the run that it began. */
export const EditMessage = ({ run, text, model, onClose, onSent }: EditMessageProps) => {
  const trpc = useTRPC();
  const openRun = useOpenRun();
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: async (started) => {
        await openRun(started);
        onClose();
        onSent();
      },
    }),
  );
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text.length]);
  const message = draft.trim();
  const canSend = message !== '' && !start.isPending;
  const { conversationId, previousRunId } = run;
  const send = (): void => {
    if (canSend) start.mutate({ conversationId, previousRunId, message, ...(model !== undefined && { model }) });
  };
  return (
    <div className="flex flex-col gap-2 pl-7">
      {start.error && <LinkedFaultBox error={start.error} />}
      <MessageField
        label="Edit the message"
        text={draft}
        onChange={setDraft}
        onSend={send}
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
