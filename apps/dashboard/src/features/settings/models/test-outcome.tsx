import type { TestedConnection } from '@signalbox/contracts';
import { StatusWord } from '@signalbox/ui';
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';

import { formatNoun } from '../../../formats/format-count.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { TimeAgo } from '../../../run-row/time-ago.tsx';

interface TestOutcomeProps {
  /** Null before there was a test. */
  readonly tested: (TestedConnection & { readonly at?: string }) | null;
  readonly isTesting: boolean;
}

/** How the last test of a connection went. */
export const TestOutcome = ({ tested, isTesting }: TestOutcomeProps) => {
  if (isTesting) return <StatusWord icon={LoaderCircle} tone="accent" word="Testing" isTurning />;
  if (tested === null) {
    return <StatusWord icon={CircleDashed} tone="neutral" word="Not tested" className="text-text-muted" />;
  }
  const at = tested.at !== undefined && <TimeAgo at={tested.at} />;
  if (!tested.ok) {
    return (
      <span className="text-meta text-danger-text flex min-w-0 flex-wrap items-center gap-x-2">
        <StatusWord icon={CircleX} tone="danger" word="Test failed" />
        <span className="min-w-0 break-words">{tested.problem?.message}</span>
        {at && <span className="text-text-muted">{at}</span>}
      </span>
    );
  }
  return (
    <span className="text-meta text-text-muted flex flex-wrap items-center gap-x-2 tabular-nums">
      <StatusWord icon={CircleCheck} tone="success" word="Works" className="text-text" />
      {tested.models !== undefined && <span>{formatNoun(tested.models, 'model')}</span>}
      <span>{formatDuration(tested.latencyMs)}</span>
      {at}
    </span>
  );
};
