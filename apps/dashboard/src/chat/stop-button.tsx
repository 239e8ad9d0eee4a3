import { Button, ConfirmDialog, Icon } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../fault.ts';
import { useTRPC } from '../trpc.ts';
import { useRefusal } from '../viewer/viewer-context.ts';
import type { RunProgress } from './to-progress.ts';

interface StopButtonProps {
  readonly runId: string;
  readonly progress: RunProgress;
}

const toHappened = (count: number): string =>
  count === 1 ? '1 tool call already happened and stays.' : `${count} tool calls already happened and stay.`;

/** Stops a run; asks first when one of its calls may have changed something. */
export const StopButton = ({ runId, progress }: StopButtonProps) => {
  const trpc = useTRPC();
  const refusal = useRefusal('runs:control');
  const cancel = useMutation(trpc.runs.cancel.mutationOptions());
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = cancel.isPending || cancel.isSuccess;
  const fault = cancel.error ? toFault(cancel.error) : null;
  const stop = (): void => cancel.mutate({ runId }, { onSuccess: () => setIsAsking(false) });
  return (
    <>
      {fault && !isAsking && <span className="text-meta text-danger-text">{fault.message}</span>}
      <Button
        disabled={isBusy}
        refusal={refusal}
        onClick={() => (progress.writes.length > 0 ? setIsAsking(true) : stop())}
      >
        <Icon of={Square} size={14} className="fill-current" />
        {isBusy ? 'Stopping' : 'Stop'}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Stop this run?"
        body={toHappened(progress.begunCalls)}
        confirm="Stop run"
        cancel="Keep running"
        isDanger
        isBusy={isBusy}
        fault={fault}
        onConfirm={stop}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
};
