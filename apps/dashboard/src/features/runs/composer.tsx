import { useMutation } from '@tanstack/react-query';
import { ArrowUp, Square } from 'lucide-react';
import { useId, type KeyboardEvent } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { Button } from '../../ui/button.tsx';
import { FaultBox } from '../../ui/fault-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDraft } from './use-draft.ts';
import { useStartRun } from './use-start-run.ts';

interface ComposerProps {
  readonly label: string;
  /** The conversation that the message goes on with. */
  readonly conversationId?: string | undefined;
  /** The run that has to end first; it can be stopped instead. */
  readonly runningId?: string | undefined;
  /** Why the viewer may not start runs; null when he may. */
  readonly refusal: string | null;
}

const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;

const StopButton = ({ runId }: { readonly runId: string }) => {
  const trpc = useTRPC();
  const cancel = useMutation(trpc.runs.cancel.mutationOptions());
  return (
    <>
      {cancel.error && <span className="text-meta text-danger-text">{toFault(cancel.error).message}</span>}
      <Button disabled={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ runId })}>
        <Icon of={Square} size={14} className="fill-current" />
        Stop
      </Button>
    </>
  );
};

/** Where a message is written and sent. Enter sends, Shift with Enter makes a new line. */
export const Composer = ({ label, conversationId, runningId, refusal }: ComposerProps) => {
  const id = useId();
  const [draft, setDraft] = useDraft();
  const { start, isStarting, error } = useStartRun();
  const message = draft.trim();
  const canSend = message !== '' && runningId === undefined && !isStarting && refusal === null;
  const send = (): void => {
    if (!canSend) return;
    setDraft('');
    start({ message, ...(conversationId !== undefined && { conversationId }) });
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {error && <FaultBox fault={toFault(error)} />}
      <div className="rounded-bubble border-border-strong bg-surface focus-within:border-accent border p-2">
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <textarea
          id={id}
          rows={1}
          value={draft}
          disabled={refusal !== null}
          placeholder={label}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            send();
          }}
          className="composer-text rounded-control text-prose pointer-coarse:text-title block w-full resize-none px-1.5 py-1"
        />
        <div className="mt-1 flex items-center justify-end gap-2">
          <span className="text-meta text-text-muted mr-auto hidden px-1.5 sm:block">
            {refusal ?? 'Enter to send, Shift+Enter for a new line'}
          </span>
          {runningId === undefined ? (
            <Button type="submit" kind="primary" disabled={!canSend}>
              <Icon of={ArrowUp} />
              {conversationId === undefined ? 'Ask' : 'Ask again'}
            </Button>
          ) : (
            <StopButton runId={runningId} />
          )}
        </div>
      </div>
    </form>
  );
};
