import type { Metrics, Tool } from '@signalbox/contracts';
import { Cell, cn, Row, StatusWord } from '@signalbox/ui';
import { Link, useNavigate } from '@tanstack/react-router';
import { PowerOff } from 'lucide-react';

import { formatCount, formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { ToolEffect } from '../../tool-row/tool-effect.tsx';
import { ToolIcon } from '../../transcript/steps/tool-icon.tsx';
import { CallFigures } from './call-figures.tsx';
import { ToolSwitch } from './tool-switch.tsx';

interface ToolRowProps {
  readonly tool: Tool;
}

const wide = 'hidden md:table-cell';

const Name = ({ tool }: ToolRowProps) => (
  <span className="flex min-w-0 items-center gap-2">
    <ToolIcon tool={tool.name} />
    <Link
      to="/tools/$name"
      params={{ name: tool.name }}
      tabIndex={-1}
      className={cn('truncate font-medium hover:underline', !tool.enabled && 'text-text-muted')}
    >
      {tool.title}
    </Link>
    <span className="text-code text-text-muted hidden truncate font-mono md:inline">{tool.name}</span>
    {!tool.enabled && <StatusWord icon={PowerOff} tone="neutral" word="disabled" className="text-text-muted" />}
  </span>
);

/** The second line of a row where there is no room for columns. */
const Facts = ({ tool: { effect, usage } }: ToolRowProps) => (
  <span className="text-meta text-text-muted flex flex-wrap items-center gap-x-2 gap-y-1 pt-1 tabular-nums md:hidden">
    <ToolEffect effect={effect} />
    <span>{formatNoun(usage.calls, 'call')}</span>
    {usage.failures > 0 && <span className="text-danger-text">{formatCount(usage.failures)} failed</span>}
    {usage.p95DurationMs !== null && <span>p95 {formatDuration(usage.p95DurationMs)}</span>}
  </span>
);

/** A tool in the list: its name leads to its page, its switch acts at once. */
export const ToolRow = ({ tool, metrics }: ToolRowProps & { readonly metrics: Metrics | undefined }) => {
  const navigate = useNavigate();
  const { lastAt } = tool.usage;
  return (
    <Row data-tool={tool.name} onOpen={() => void navigate({ to: '/tools/$name', params: { name: tool.name } })}>
      <Cell className="w-full max-w-0 py-2 md:py-0">
        <Name tool={tool} />
        <Facts tool={tool} />
      </Cell>
      <Cell className={wide}>
        <ToolEffect effect={tool.effect} />
      </Cell>
      <CallFigures tool={tool.name} metrics={metrics} />
      <Cell isNumeric className={cn('text-text-muted', wide)}>
        {lastAt === null ? 'never' : <TimeAgo at={lastAt} />}
      </Cell>
      <Cell className="text-right">
        <span className="flex justify-end">
          <ToolSwitch tool={tool} />
        </span>
      </Cell>
    </Row>
  );
};
