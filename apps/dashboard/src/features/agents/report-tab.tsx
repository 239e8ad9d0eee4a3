import { Panel } from '@signalbox/ui';
import { useState } from 'react';

import { CodeSnippet } from '../../snippet/code-snippet.tsx';
import { toReportCurl } from '../../snippet/to-report-curl.ts';
import { toReportSnippet } from '../../snippet/to-report-snippet.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { KeyPanel } from './key-panel.tsx';

interface ReportTabProps {
  readonly agent: Pick<AgentDetailAnswer, 'slug' | 'versionLabel'>;
}

/** Calls that report a run of this agent and work when they are pasted. */
export const ReportTab = ({ agent: { slug, versionLabel } }: ReportTabProps) => {
  const call = { origin: window.location.origin, agent: slug, version: versionLabel };
  // it has the time of now, and must not change under the hand that copies it
  const [curl] = useState(() => toReportCurl(call));
  return (
    <div className="flex max-w-[760px] flex-col gap-4">
      <KeyPanel />
      <Panel title="curl" note="One run; a list in “runs” reports up to 1,000.">
        <CodeSnippet text={curl} className="px-4 pb-4 [&>span]:right-5" />
      </Panel>
      <Panel title="TypeScript" note="With the package @signalbox/client.">
        <CodeSnippet text={toReportSnippet(call)} className="px-4 pb-4 [&>span]:right-5" />
      </Panel>
      <p className="text-text-muted px-4">
        With an id of yours, a run that is sent again is stored once. A version that is not known yet is registered as
        seen.
      </p>
    </div>
  );
};
