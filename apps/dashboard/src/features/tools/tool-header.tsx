import type { ToolDetail } from '@signalbox/contracts';
import { CopyButton, PageHeader, StatusWord } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, PowerOff } from 'lucide-react';

import { formatCount, formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { ToolEffect } from '../../tool-row/tool-effect.tsx';
import { ToolIcon } from '../../transcript/steps/tool-icon.tsx';
import { ToolSwitch } from './tool-switch.tsx';

interface ToolHeaderProps {
  readonly tool: ToolDetail;
}

const Figures = ({ tool: { usage, timeoutMs } }: ToolHeaderProps) => (
  <span className="flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
    <span>{formatNoun(usage.calls, 'call')} in 24 h</span>
    <span className={usage.failures > 0 ? 'text-danger-text' : ''}>{formatCount(usage.failures)} failed</span>
    {usage.p95DurationMs !== null && <span>p95 {formatDuration(usage.p95DurationMs)}</span>}
    <span>
      {usage.lastAt === null ? (
        'Never used'
      ) : (
        <>
          Last used <TimeAgo at={usage.lastAt} />
        </>
      )}
    </span>
    <span>Time limit {formatDuration(timeoutMs)}</span>
  </span>
);

/** The top of a tool's page: what it is, how it goes, and its switch. */
export const ToolHeader = ({ tool }: ToolHeaderProps) => (
  <PageHeader
    title={
      <>
        <Link
          to="/tools"
          aria-label="All tools"
          title="All tools"
          className="text-text-muted hover:bg-hover rounded-control -ml-1 inline-flex size-7 items-center justify-center pointer-coarse:size-11"
        >
          <ChevronLeft size={16} strokeWidth={1.75} aria-hidden />
        </Link>
        <ToolIcon tool={tool.name} />
        {tool.title}
        <span className="text-code text-text-muted inline-flex items-center font-mono font-normal">
          {tool.name}
          <CopyButton text={tool.name} label="Copy name" />
        </span>
        <ToolEffect effect={tool.effect} />
        {!tool.enabled && <StatusWord icon={PowerOff} tone="neutral" word="disabled" className="font-normal" />}
      </>
    }
    lead={<Figures tool={tool} />}
    actions={<ToolSwitch tool={tool} hasWord />}
  />
);
