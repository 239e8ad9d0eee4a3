import type { Metrics } from '@signalbox/contracts';
import { Cell, cn, HeadCell } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatCount } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatPercent } from '../../formats/format-percent.ts';

interface CallFiguresProps {
  readonly tool: string;
  /** Of its calls in the last 24 hours; undefined without any. */
  readonly metrics: Metrics | undefined;
}

const wide = 'hidden md:table-cell';

const printDuration = (durationMs: number | null | undefined): string =>
  durationMs === null || durationMs === undefined ? '–' : formatDuration(durationMs);

/** The share of calls that failed, of those whose outcome is known. */
const toErrorRate = ({ completed, failed, cancelled }: Metrics): string => {
  const told = completed + failed + cancelled;
  return told === 0 ? '–' : formatPercent(failed / told);
};

/** What the columns of calls are called. */
export const CallFiguresHead = () => (
  <>
    <HeadCell isNumeric className={wide}>
      Calls, 24 h
    </HeadCell>
    <HeadCell isNumeric className={wide}>
      Errors
    </HeadCell>
    <HeadCell isNumeric className={wide}>
      p50
    </HeadCell>
    <HeadCell isNumeric className={wide}>
      p95
    </HeadCell>
  </>
);

/** How often a tool was called, how often that failed, and how long it took; the number leads to the runs. */
export const CallFigures = ({ tool, metrics }: CallFiguresProps) => (
  <>
    <Cell isNumeric className={wide}>
      {metrics && metrics.count > 0 ? (
        <Link to="/runs" search={{ tool, range: '24h' }} className="hover:underline">
          {formatCount(metrics.count)}
        </Link>
      ) : (
        '0'
      )}
    </Cell>
    <Cell isNumeric className={cn(wide, metrics && metrics.failed > 0 && 'text-danger-text')}>
      {metrics ? <span title={`${formatCount(metrics.failed)} failed`}>{toErrorRate(metrics)}</span> : '–'}
    </Cell>
    <Cell isNumeric className={wide}>
      {printDuration(metrics?.p50DurationMs)}
    </Cell>
    <Cell isNumeric className={wide}>
      {printDuration(metrics?.p95DurationMs)}
    </Cell>
  </>
);
