import { useTitle } from '../../../use-title.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { RejectedSection } from './rejected-section.tsx';
import { SnippetSection } from './snippet-section.tsx';
import { TesterSection } from './tester-section.tsx';

/** Settings → Ingestion: how agents elsewhere report, whether it arrives, and what was wrong. */
export const IngestionPage = () => {
  useTitle('Ingestion', 'Settings');
  return (
    <SettingsFrame>
      <SnippetSection />
      <TesterSection />
      <RejectedSection />
    </SettingsFrame>
  );
};
