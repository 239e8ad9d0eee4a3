import { useViewer } from '../../viewer/viewer-context.ts';
import { SettingRow } from './setting-row.tsx';
import { SettingsSection } from './settings-section.tsx';

/** Who is signed in. */
export const ProfileSection = () => {
  const { actor, email, role, workspace } = useViewer();
  return (
    <SettingsSection title="Profile">
      <SettingRow label="Name">{actor.name}</SettingRow>
      {email !== null && <SettingRow label="E-mail">{email}</SettingRow>}
      {role !== null && (
        <SettingRow label="Role">
          {role} of {workspace.name}
        </SettingRow>
      )}
    </SettingsSection>
  );
};
