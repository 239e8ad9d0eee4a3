import { linkClass, SegmentedControl } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { CodeSnippet } from '../../../snippet/code-snippet.tsx';
import { toReportCurl } from '../../../snippet/to-report-curl.ts';
import { toReportGo } from '../../../snippet/to-report-go.ts';
import { toReportPython } from '../../../snippet/to-report-python.ts';
import { toReportSnippet } from '../../../snippet/to-report-snippet.ts';
import { SettingsSection } from '../settings-section.tsx';

const languages = [
  { value: 'curl', label: 'curl' },
  { value: 'python', label: 'Python' },
  { value: 'go', label: 'Go' },
  { value: 'typescript', label: 'TypeScript' },
] as const;

type Language = (typeof languages)[number]['value'];

const toText: Record<Language, typeof toReportCurl> = {
  curl: toReportCurl,
  python: toReportPython,
  go: toReportGo,
  typescript: toReportSnippet,
};

/** How an agent that runs elsewhere reports a run, to paste. */
export const SnippetSection = () => {
  const [language, setLanguage] = useState<Language>('curl');
  const call = { origin: window.location.origin, agent: 'my-agent', version: '1.0.0' };
  return (
    <SettingsSection
      title="Report a run"
      lead="From any language. Agent and version are registered when they are first seen."
      actions={<SegmentedControl label="Language" value={language} options={languages} onChange={setLanguage} />}
    >
      <div className="flex min-w-0 flex-col gap-3 p-4">
        <CodeSnippet text={toText[language](call)} />
        <p className="text-text-muted">
          It needs a key with the scope ingest in <code className="font-mono">SIGNALBOX_API_KEY</code>:{' '}
          <Link to="/settings/keys" className={`${linkClass} underline`}>
            make a key
          </Link>
          . Batches, steps, tools and cost are in the guide “Report from elsewhere” and at{' '}
          <a href="/docs" target="_blank" rel="noreferrer" className={`${linkClass} underline`}>
            /docs
          </a>
          .
        </p>
      </div>
    </SettingsSection>
  );
};
