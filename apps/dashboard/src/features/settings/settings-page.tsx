import { PageHeader } from '@signalbox/ui';

import { useTitle } from '../../use-title.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** What belongs to the person: profile, appearance, sessions. */
export const SettingsPage = () => {
  useTitle('Settings');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-3 md:p-5">
      <div className="flex max-w-[640px] flex-col gap-5">
        <PageHeader title="Settings" />
        <ProfileSection />
        <AppearanceSection />
        <SessionsSection />
      </div>
    </div>
  );
};
