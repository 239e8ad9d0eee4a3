import { useTitle } from '../../../use-title.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { KeysSection } from './keys-section.tsx';

/** Settings → API keys: what other services call with. */
export const KeysPage = () => {
  useTitle('API keys', 'Settings');
  return (
    <SettingsFrame>
      <KeysSection />
    </SettingsFrame>
  );
};
