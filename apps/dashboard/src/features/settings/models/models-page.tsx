import { useTitle } from '../../../use-title.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { OfferedModels } from './offered-models.tsx';

/** Settings → Models: the providers of the workspace, and the models that they offer. */
export const ModelsPage = () => {
  useTitle('Models', 'Settings');
  return (
    <SettingsFrame>
      <ConnectionsSection />
      <OfferedModels />
    </SettingsFrame>
  );
};
