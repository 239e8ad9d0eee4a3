import { useTitle } from '../../use-title.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** What belongs to the person: profile, appearance, sessions. */
export const SettingsPage = () => {
  useTitle('Settings');
  return (
    <SettingsFrame>
      <ProfileSection />
      <AppearanceSection />
      <SessionsSection />
    </SettingsFrame>
  );
};
