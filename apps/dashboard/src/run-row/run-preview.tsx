import type { Run } from '@signalbox/contracts';
import { cn, Tooltip } from '@signalbox/ui';

import { toRunTitle } from './to-run-title.ts';

type PreviewedRun = Pick<Run, 'id' | 'taskId' | 'inputPreview' | 'outputPreview' | 'error'>;

interface RunPreviewProps {
  readonly run: PreviewedRun;
  readonly className?: string;
}

/** What came of a run, in a line: its error before its answer. */
const toOutcome = ({ error, outputPreview }: PreviewedRun): string | null => {
  if (error === null) return outputPreview === '' ? null : outputPreview;
  return error.message === '' ? error.code : error.message;
};

/** `input → output`, or `input → error`, in one line, each in its own direction of writing; a part that is cut is whole in a tooltip. */
export const RunPreview = ({ run, className }: RunPreviewProps) => {
  const outcome = toOutcome(run);
  const title = toRunTitle(run);
  return (
    <span className={cn('flex min-w-0 gap-1.5', className)}>
      <Tooltip text={title} isForCut>
        <span dir="auto" className={cn('truncate', outcome !== null && 'max-w-[60%] shrink-0')}>
          {title}
        </span>
      </Tooltip>
      {outcome !== null && (
        <>
          <span className="text-text-muted shrink-0">→</span>
          <Tooltip text={outcome} isForCut>
            <span
              dir="auto"
              className={cn('min-w-0 truncate', run.error === null ? 'text-text-muted' : 'text-danger-text')}
            >
              {outcome}
            </span>
          </Tooltip>
        </>
      )}
    </span>
  );
};
