import { Button } from '@signalbox/ui';
import { useState } from 'react';

import { useViewer } from '../../viewer/viewer-context.ts';
import { NameDialog } from './name-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { SettingRow } from './setting-row.tsx';
import { SettingsSection } from './settings-section.tsx';

/** Who is signed in, what they are called, and their password. */
export const ProfileSection = () => {
  const { actor, email, role, workspace } = useViewer();
  const [open, setOpen] = useState<'name' | 'password' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <SettingsSection title="Profile">
      <SettingRow label="Name" hint="Stands beside what you ask, decide and change.">
        <span className="flex flex-wrap items-center gap-3">
          <span className="break-words">{actor.name}</span>
          {email !== null && (
            <Button size="small" onClick={() => setOpen('name')}>
              Change name
            </Button>
          )}
        </span>
      </SettingRow>
      {email !== null && (
        <>
          <SettingRow label="E-mail" hint="You sign in with it.">
            {email}
          </SettingRow>
          <SettingRow label="Password">
            <Button size="small" onClick={() => setOpen('password')}>
              Change password
            </Button>
          </SettingRow>
        </>
      )}
      {role !== null && (
        <SettingRow label="Role">
          {role} of {workspace.name}
        </SettingRow>
      )}
      {open === 'name' && <NameDialog known={actor.name} onClose={close} />}
      {open === 'password' && <PasswordDialog onClose={close} />}
    </SettingsSection>
  );
};
