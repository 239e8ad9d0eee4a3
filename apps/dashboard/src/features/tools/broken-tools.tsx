import type { BrokenTool } from '@signalbox/contracts';
import { Icon } from '@signalbox/ui';
import { FileWarning } from 'lucide-react';

import { formatNoun } from '../../formats/format-count.ts';

interface BrokenToolsProps {
  readonly broken: readonly BrokenTool[];
}

/** The files of the tools folder that can't be used, each with its reason. */
export const BrokenTools = ({ broken }: BrokenToolsProps) =>
  broken.length > 0 && (
    <section aria-labelledby="broken-tools" className="rounded-card border-danger bg-surface border">
      <h2 id="broken-tools" className="flex items-center gap-2 px-4 pt-3 font-semibold">
        <Icon of={FileWarning} className="text-danger" />
        {formatNoun(broken.length, 'broken file')}
      </h2>
      <p className="text-meta text-text-muted px-4 pb-2">
        No agent can use the tools of a broken file. Mend it and start the server again.
      </p>
      <ul>
        {broken.map(({ file, reason }) => (
          <li key={file} className="border-border flex flex-col gap-0.5 border-t px-4 py-2">
            <span className="text-code font-mono break-all">{file}</span>
            <span className="text-danger-text break-words">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
