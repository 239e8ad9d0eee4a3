import { linkClass } from '@signalbox/ui';

import { useTitle } from '../../../use-title.ts';
import { useRefusal, useViewer } from '../../../viewer/viewer-context.ts';
import { SettingRow } from '../setting-row.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { SettingsSection } from '../settings-section.tsx';
import { toEngineWords } from '../to-engine-words.ts';
import { useSystem } from '../use-system.ts';

const docs = [
  { href: '/docs', label: 'REST routes', hint: 'Each with its shapes; they can be tried there.' },
  { href: '/openapi.json', label: 'OpenAPI document', hint: 'OpenAPI 3.1, to generate clients from.' },
] as const;

/** What the server is made of; for those only who may see how the system is. */
const Parts = () => {
  const { data } = useSystem({ enabled: useRefusal('system:read') === null });
  if (!data) return null;
  return (
    <>
      <SettingRow label="Node">{data.process.nodeVersion}</SettingRow>
      <SettingRow label="Database">{toEngineWords(data.database)}</SettingRow>
    </>
  );
};

/** Settings → About: which version runs, on what, under which licence, and where to read more. */
export const AboutPage = () => {
  useTitle('About', 'Settings');
  return (
    <SettingsFrame>
      <SettingsSection title="What runs here">
        <SettingRow label="Signalbox">{useViewer().serverVersion}</SettingRow>
        <Parts />
      </SettingsSection>
      <SettingsSection title="Documentation" lead="Guides and recipes are in the folder docs of the product.">
        {docs.map(({ href, label, hint }) => (
          <SettingRow key={href} label={label} hint={hint}>
            <a href={href} target="_blank" rel="noreferrer" className={linkClass}>
              Open {href}
            </a>
          </SettingRow>
        ))}
      </SettingsSection>
      <SettingsSection title="Licence">
        <SettingRow
          label="MIT licence"
          hint="Use it, change it and pass it on; there is no warranty. The text is in the file LICENSE."
        >
          © 2026 Signalbox contributors
        </SettingRow>
      </SettingsSection>
    </SettingsFrame>
  );
};
