import type { RunEventPayload } from '@signalbox/contracts';
import { EdgeCard, Hairline, Icon, RunStatusBadge } from '@signalbox/ui';
import { CircleX } from 'lucide-react';

import { formatDuration } from '../../formats/format-duration.ts';
import { LinkedSentence } from '../../linked-sentence.tsx';
import { toCostWords } from '../to-cost-words.ts';
import type { RunFigures } from '../to-figures.ts';

interface EndLineProps {
  readonly end: RunEventPayload<'run-end'>;
  readonly figures: RunFigures;
}

/** How and when a run ended, and what it took; a failed one with its code and sentence. */
export const EndLine = ({ end, figures }: EndLineProps) => {
  const { durationMs, waitedMs, tokens } = figures;
  const waited = waitedMs > 0 ? ` + ${formatDuration(waitedMs)} waiting` : '';
  return (
    <div className="flex flex-col gap-3">
      {end.error && (
        <EdgeCard
          tone="danger"
          header={
            <>
              <Icon of={CircleX} className="text-danger" />
              <span className="font-medium">The run failed</span>
              <span className="text-code text-danger-text ml-auto font-mono">{end.error.code}</span>
            </>
          }
        >
          <p className="text-prose break-words whitespace-pre-wrap">
            <LinkedSentence text={end.error.message} />
          </p>
        </EdgeCard>
      )}
      <Hairline>
        <RunStatusBadge status={end.status} />
        <span>{durationMs === null ? '–' : `${formatDuration(durationMs)}${waited}`}</span>
        <span>{tokens.toLocaleString('en-GB')} tokens</span>
        <span>{toCostWords(figures)}</span>
        {end.status === 'cancelled' && end.by && <span>stopped by {end.by.name}</span>}
      </Hairline>
    </div>
  );
};
