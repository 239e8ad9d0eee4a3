import { Button, Checkbox, Dialog, FaultBox, TextField, toast } from '@signalbox/ui';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../fault.ts';
import { postJson } from '../../post-json.ts';
import { checkPassword } from '../../viewer/check-credentials.ts';
import { useRefreshSessions } from './use-sessions.ts';

/** What better-auth answers when the current password is not the right one. */
const wrongPassword = 'INVALID_PASSWORD';

interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly revokeOtherSessions: boolean;
}

const useChangePassword = (onChanged: () => void) => {
  const refreshSessions = useRefreshSessions();
  return useMutation({
    mutationFn: (change: PasswordChange) => postJson('/auth/change-password', change),
    onSuccess: async () => {
      await refreshSessions();
      toast({ title: 'Your password is changed', tone: 'success' });
      onChanged();
    },
  });
};

/** Asks for the current password and a new one, and whether other browsers stay signed in. */
export const PasswordDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [revokeOtherSessions, setRevokeOtherSessions] = useState(true);
  const [isChecked, setIsChecked] = useState(false);
  const save = useChangePassword(onClose);
  const fault = save.error && toFault(save.error);
  const isWrong = fault?.code === wrongPassword;
  const faults = { current: checkPassword(currentPassword, false), next: checkPassword(newPassword, true) };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (faults.current === null && faults.next === null && !save.isPending)
      save.mutate({ currentPassword, newPassword, revokeOtherSessions });
  };
  return (
    <Dialog title="Change password" isOpen onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label="Current password"
          type="password"
          name="current-password"
          autoComplete="current-password"
          value={currentPassword}
          fault={isWrong ? 'This is not your password.' : isChecked ? faults.current : null}
          onChange={({ target }) => {
            setCurrentPassword(target.value);
            save.reset();
          }}
        />
        <TextField
          label="New password"
          type="password"
          name="new-password"
          autoComplete="new-password"
          hint="At least 10 characters."
          value={newPassword}
          fault={isChecked ? faults.next : null}
          onChange={({ target }) => setNewPassword(target.value)}
        />
        <Checkbox
          label="Sign out everywhere else"
          hint="Every browser but this one has to sign in with the new password."
          checked={revokeOtherSessions}
          onChange={setRevokeOtherSessions}
        />
        {fault && !isWrong && <FaultBox fault={fault} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" isBusy={save.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
