import type { CreatedApiKey } from '@signalbox/contracts';
import { Button, CodeBlock, CopyButton, SegmentedControl } from '@signalbox/ui';
import { useState } from 'react';

import { toCurl, toTypeScript } from './to-key-call.ts';

const languages = [
  { value: 'curl', label: 'curl' },
  { value: 'typescript', label: 'TypeScript' },
] as const;

interface MadeKeyProps {
  readonly made: CreatedApiKey;
  readonly onClose: () => void;
}

/** A new key, the only time that it can be read, and calls that work with it. */
export const MadeKey = ({ made, onClose }: MadeKeyProps) => {
  const [language, setLanguage] = useState<(typeof languages)[number]['value']>('curl');
  const url = window.location.origin;
  const call = language === 'curl' ? toCurl(made, url) : toTypeScript(made, url);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p>
          <strong className="font-semibold">Copy the key now.</strong> It is kept as a hash and never shown again.
        </p>
        <div className="rounded-control bg-sunken flex items-center gap-2 py-1 pr-1 pl-3">
          <code aria-label="Key" className="text-code min-w-0 flex-1 font-mono break-all">
            {made.key}
          </code>
          <CopyButton kind="primary" text={made.key} label="Copy key" hasWord />
        </div>
      </div>
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <SegmentedControl label="Call it with" value={language} options={languages} onChange={setLanguage} />
          <CopyButton text={call} label={language === 'curl' ? 'Copy command' : 'Copy code'} hasWord />
        </div>
        <CodeBlock text={call} />
        {language === 'typescript' && (
          <p className="text-meta text-text-muted">
            The service has the key as SIGNALBOX_API_KEY. How to install the client:
            docs/guides/call-it-from-your-service.md
          </p>
        )}
      </div>
      <div className="flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  );
};
