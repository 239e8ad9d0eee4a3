import type { ErrorGroup, ErrorGroups as ErrorGroupsAnswer } from '@signalbox/contracts';
import { cn, Icon, linkClass, Tooltip } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';

import { formatCount, formatNoun } from '../formats/format-count.ts';
import { TimeAgo } from '../run-row/time-ago.tsx';
import type { PageRange } from '../time-range/use-range.ts';
import { toErrorConditions } from './to-error-conditions.ts';
import { toRunsSearch, type RunsConditions } from './to-runs-search.ts';
import { TopList } from './top-list.tsx';

interface ErrorGroupsProps {
  readonly errors: {
    readonly data: ErrorGroupsAnswer | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly page: PageRange;
  /** Which runs they are of, besides their time. */
  readonly conditions: RunsConditions;
}

interface ErrorLineProps extends Pick<ErrorGroupsProps, 'page' | 'conditions'> {
  readonly group: ErrorGroup;
}

const ErrorLine = ({ group, page, conditions }: ErrorLineProps) => {
  const { code, message, runs, firstAt, lastAt, versions } = group;
  return (
    <>
      <Link
        to="/runs"
        search={toRunsSearch(page, { ...conditions, ...toErrorConditions(group) })}
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
            <span className="min-w-0 truncate" title={versions.join(', ')}>
              {versions.join(', ')}
            </span>
          </span>
        </span>
        <span className="font-medium tabular-nums" title={formatNoun(runs, 'run')}>
          <span aria-hidden>{formatCount(runs)}</span>
          <span className="sr-only">{formatNoun(runs, 'run')}</span>
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
    </>
  );
};

/** How runs failed, the most frequent ways first; each opens its runs. */
export const ErrorGroups = ({ errors, page, conditions }: ErrorGroupsProps) => (
  <TopList
    title="Errors"
    {...(errors.data?.isPartial && { note: 'of the newest 10,000 failed runs' })}
    answer={{ ...errors, data: errors.data?.items }}
    empty={
      <p className="flex items-center gap-2">
        <Icon of={CircleCheck} size={14} className="text-success" />
        No run failed in this time.
      </p>
    }
    toKey={({ code, lastRunId }) => `${code} ${lastRunId}`}
  >
    {(group) => <ErrorLine group={group} page={page} conditions={conditions} />}
  </TopList>
);
