import { Switch } from '@signalbox/ui';

import { switchSingleKeys, useAreSingleKeysOn } from '../../keyboard/single-keys.ts';
import { ThemeChoice } from '../../theme/theme-choice.tsx';
import { SettingRow } from './setting-row.tsx';
import { SettingsSection } from './settings-section.tsx';

/** How the dashboard looks and listens, in this browser. */
export const AppearanceSection = () => (
  <SettingsSection title="Appearance" lead="Kept in this browser.">
    <SettingRow label="Theme">
      <ThemeChoice />
    </SettingRow>
    <SettingRow label="Single keys" hint="Keys such as j, k and g r. Those with Ctrl or ⌘ always work.">
      <Switch label="Single keys" isLabelHidden checked={useAreSingleKeysOn()} onChange={switchSingleKeys} />
    </SettingRow>
  </SettingsSection>
);
