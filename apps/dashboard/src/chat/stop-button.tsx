import { Button, type ButtonProps, ConfirmDialog, Icon } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { Square, X } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../fault.ts';
import { useTRPCClient } from '../trpc.ts';
import { useRefusal } from '../viewer/viewer-context.ts';
import type { OpenRun } from './list-open-runs.ts';

interface StopButtonProps extends Pick<ButtonProps, 'size'> {
  /** Oldest first; they are stopped together. */
  readonly runs: readonly OpenRun[];
  /** They are all that goes on here. */
  readonly isAll?: boolean;
  /** It has not begun: its message is taken back. */
  readonly isQueued?: boolean;
}

const toHappened = (count: number): string =>
  count === 1 ? '1 tool call already happened and stays.' : `${count} tool calls already happened and stay.`;

/** Stops runs; asks first when one of their calls may have changed something. */
export const StopButton = ({ runs, isAll = false, isQueued = false, size = 'regular' }: StopButtonProps) => {
  const client = useTRPCClient();
  const isOne = runs.length === 1;
  const refusal = useRefusal('runs:control');
  const cancel = useMutation({
    mutationFn: async () => {
      // the last first, so that none begins because the one before it was stopped
      const stopped = await Promise.allSettled(
        runs.toReversed().map(({ runId }) => client.runs.cancel.mutate({ runId })),
      );
      const refused = stopped.find((one) => one.status === 'rejected' && toFault(one.reason).code !== 'run.ended');
      if (refused?.status === 'rejected') throw refused.reason;
    },
  });
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = cancel.isPending || cancel.isSuccess;
  const fault = cancel.error ? toFault(cancel.error) : null;
  const stop = (): void => cancel.mutate(undefined, { onSuccess: () => setIsAsking(false) });
  return (
    <>
      {fault && !isAsking && <span className="text-meta text-danger-text">{fault.message}</span>}
      <Button
        size={size}
        disabled={isBusy}
        refusal={refusal}
        onClick={() => (runs.some(({ progress }) => progress.writes.length > 0) ? setIsAsking(true) : stop())}
      >
        <Icon of={isQueued ? X : Square} size={14} className={isQueued ? '' : 'fill-current'} />
        {isQueued ? 'Cancel' : isBusy ? 'Stopping' : isAll ? 'Stop all' : 'Stop'}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={isOne ? 'Stop this run?' : `Stop ${runs.length} runs?`}
        body={toHappened(runs.reduce((sum, { progress }) => sum + progress.begunCalls, 0))}
        confirm={isOne ? 'Stop run' : 'Stop all'}
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
