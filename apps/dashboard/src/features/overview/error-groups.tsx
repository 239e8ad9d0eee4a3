import type { Overview } from '@signalbox/contracts';
import { cn, Icon, linkClass, Panel, Tooltip } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';

import { formatCount, formatNoun } from '../../formats/format-count.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';

interface ErrorGroupsProps extends Pick<Overview, 'errors'> {
  /** Where the span of the figures begins. */
  readonly from: string;
}

/** The errors that runs ended with, the most frequent first; each opens its runs. */
export const ErrorGroups = ({ errors, from }: ErrorGroupsProps) => (
  <Panel title="Errors" note={errors.length === 0 ? undefined : 'by code'}>
    {errors.length === 0 && (
      <p className="text-text-muted flex items-center gap-2 px-4 pb-4">
        <Icon of={CircleCheck} size={14} className="text-success" />
        No run failed in the last 24 hours.
      </p>
    )}
    <ul className="max-h-72 overflow-y-auto">
      {errors.map(({ code, message, runs, firstAt, lastAt }) => (
        <li key={code} className="border-border border-t">
          <Link
            to="/runs"
            search={{ status: 'failed', error: code, from }}
            className="hover:bg-hover flex gap-2 px-4 py-2 -outline-offset-2"
          >
            <Icon of={CircleX} size={14} className="text-danger mt-[3px]" />
            <span className="min-w-0 flex-1">
              <Tooltip text={message} isForCut>
                <span className="block truncate">{message === '' ? code : message}</span>
              </Tooltip>
              <span className="text-meta text-text-muted flex flex-wrap gap-x-2">
                <span className="text-code min-w-0 truncate font-mono">{code}</span>
                <span>
                  last <TimeAgo at={lastAt} />
                </span>
                {firstAt !== lastAt && (
                  <span>
                    first <TimeAgo at={firstAt} />
                  </span>
                )}
              </span>
            </span>
            <span className="font-medium tabular-nums" title={formatNoun(runs, 'run')}>
              {formatCount(runs)}
              <span className="sr-only"> runs</span>
            </span>
          </Link>
          {message.includes('Settings → Models') && (
            <Link
              to="/settings/models"
              className={cn(linkClass, 'text-meta mb-2 ml-[38px] inline-flex items-center pointer-coarse:min-h-11')}
            >
              Open Settings → Models
            </Link>
          )}
        </li>
      ))}
    </ul>
  </Panel>
);
