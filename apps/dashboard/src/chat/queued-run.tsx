import type { RunDetail } from '@signalbox/contracts';
import { Icon } from '@signalbox/ui';
import { CircleDashed } from 'lucide-react';

import { Transcript } from '../transcript/transcript.tsx';
import { noProgress } from './list-open-runs.ts';
import { StopButton } from './stop-button.tsx';

/** A message that waits for the run before it: it is not watched until it begins. */
export const QueuedRun = ({ run }: { readonly run: RunDetail }) => (
  <article className="flex flex-col gap-1">
    <Transcript run={run} events={run.events} variant="chat" />
    <div className="text-text-muted flex items-center justify-end gap-2">
      <Icon of={CircleDashed} />
      <span className="min-w-0">Queued after the answer above</span>
      <StopButton runs={[{ runId: run.id, progress: noProgress }]} isQueued size="small" />
    </div>
  </article>
);
