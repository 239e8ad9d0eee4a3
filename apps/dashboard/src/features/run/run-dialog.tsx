import type { RunDetail, RunEvent } from '@signalbox/contracts';
import { ConfirmDialog, toast } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { toActionWords, type RunAction } from './to-action-words.ts';

interface RunDialogProps {
  readonly run: RunDetail;
  readonly events: readonly RunEvent[];
  readonly action: RunAction;
  readonly onClose: () => void;
}

/** Asks before a run is stopped, repeated or deleted, and does it. */
export const RunDialog = ({ run, events, action, onClose }: RunDialogProps) => {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onSuccess: onClose }));
  const retry = useMutation(
    trpc.runs.retry.mutationOptions({
      onSuccess: ({ runId }) => {
        onClose();
        void navigate({ to: '/runs/$runId', params: { runId } });
      },
    }),
  );
  const remove = useMutation(
    trpc.runs.delete.mutationOptions({
      onSuccess: () => {
        toast({ title: 'Run deleted', tone: 'success' });
        void navigate({ to: '/runs' });
      },
    }),
  );
  const mutation = { stop: cancel, again: retry, delete: remove }[action];
  const words = toActionWords(action, run, events);
  return (
    <ConfirmDialog
      isOpen
      {...words}
      isDanger={action !== 'again'}
      isBusy={mutation.isPending || mutation.isSuccess}
      fault={mutation.error ? toFault(mutation.error) : null}
      onConfirm={() => mutation.mutate({ runId: run.id })}
      onClose={onClose}
    />
  );
};
