import { Button, ConfirmDialog, Icon } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';

import { toFault } from '../fault.ts';
import { useTRPC } from '../trpc.ts';
import { useRefusal } from '../viewer/viewer-context.ts';
import { useShowStarted } from './use-show-started.ts';

interface RunAgainButtonProps {
  readonly runId: string;
  /** Tools that may have changed something in this run, once for each call. */
  readonly writes: readonly string[];
  readonly onSent: () => void;
}

const toWarning = (writes: readonly string[]): string =>
  `It may repeat ${writes.length === 1 ? '1 write' : `${writes.length} writes`}: ${[...new Set(writes)].join(', ')}.`;

/** Asks the same again as a run beside this one; asks first when that may repeat a write. */
export const RunAgainButton = ({ runId, writes, onSent }: RunAgainButtonProps) => {
  const trpc = useTRPC();
  const showStarted = useShowStarted();
  const refusal = useRefusal('runs:start');
  const [isAsking, setIsAsking] = useState(false);
  const retry = useMutation(
    trpc.runs.retry.mutationOptions({
      onSuccess: async (started) => {
        await showStarted(started);
        setIsAsking(false);
        onSent();
      },
    }),
  );
  const fault = retry.error ? toFault(retry.error) : null;
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        className="text-meta"
        isBusy={retry.isPending}
        refusal={refusal}
        onClick={() => (writes.length > 0 ? setIsAsking(true) : retry.mutate({ runId }))}
      >
        <Icon of={RotateCcw} size={14} />
        Run again
      </Button>
      {fault && !isAsking && <span className="text-danger-text">{fault.message}</span>}
      <ConfirmDialog
        isOpen={isAsking}
        title="Run again?"
        body={toWarning(writes)}
        confirm="Run again"
        isBusy={retry.isPending}
        fault={fault}
        onConfirm={() => retry.mutate({ runId })}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
};
