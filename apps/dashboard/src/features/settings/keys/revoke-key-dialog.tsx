import type { ApiKey } from '@signalbox/contracts';
import { ConfirmDialog, toast } from '@signalbox/ui';

import { toFault } from '../../../fault.ts';
import { formatTime } from '../../../formats/format-time.ts';
import { useNow } from '../../../use-now.ts';
import { useRevokeKey } from './use-keys.ts';

interface RevokeKeyDialogProps {
  readonly of: ApiKey;
  readonly onClose: () => void;
}

/** Asks before a key ends for good, and says what stops. */
export const RevokeKeyDialog = ({ of: { id, name, prefix, lastUsedAt }, onClose }: RevokeKeyDialogProps) => {
  const nowMs = useNow(30_000);
  const revoke = useRevokeKey();
  const onConfirm = (): void =>
    revoke.mutate(
      { id },
      {
        onSuccess: () => {
          toast({ title: `${name} is revoked`, tone: 'success' });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title={`Revoke ${name}?`}
      body={
        <>
          Whatever calls with <span className="text-code font-mono break-all">{prefix}…</span> is refused within 5 s,
          and its open streams end.{' '}
          {lastUsedAt === null ? 'It was never used.' : `Last used: ${formatTime(lastUsedAt, nowMs)}.`} Runs that it
          started go on.
        </>
      }
      confirm="Revoke key"
      isBusy={revoke.isPending}
      fault={revoke.error ? toFault(revoke.error) : null}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
};
