import { Button, CodeBlock, CopyButton, ToolOutcomeBadge } from '@signalbox/ui';

import { formatBytes } from '../../formats/format-bytes.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatClock } from '../../formats/format-time.ts';
import type { Try } from './use-tries.ts';

interface TryEntryProps {
  readonly entry: Try;
  readonly isOpen: boolean;
  /** Writes its arguments into the form again. */
  readonly onReuse: () => void;
}

const caption = 'text-caption text-text-muted';

/** One try: how it ended, and what was sent and answered. */
export const TryEntry = ({ entry, isOpen, onReuse }: TryEntryProps) => {
  const { number, at, result } = entry;
  return (
    <details open={isOpen} className="border-border group border-t">
      <summary className="hover:bg-hover flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 -outline-offset-2 pointer-coarse:min-h-11">
        <span className="text-text-muted tabular-nums">#{number}</span>
        <ToolOutcomeBadge outcome={result.outcome} />
        <span className="text-meta text-text-muted flex gap-3 tabular-nums">
          <span>{formatDuration(result.durationMs)}</span>
          <span>{formatBytes(result.bytes)}</span>
        </span>
        <time dateTime={at} className="text-meta text-text-muted ml-auto tabular-nums">
          {formatClock(at)}
        </time>
      </summary>
      <div className="flex flex-col gap-2 px-4 pb-3">
        <p className={caption}>Answer</p>
        {result.text === '' ? (
          <p className="text-text-muted">It answered nothing.</p>
        ) : (
          <CodeBlock text={result.text} />
        )}
        <p className={caption}>Arguments</p>
        <CodeBlock text={JSON.stringify(entry.arguments)} />
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={onReuse}>
            Use these arguments again
          </Button>
          <CopyButton text={result.text} label="Copy answer" hasWord />
        </div>
      </div>
    </details>
  );
};
