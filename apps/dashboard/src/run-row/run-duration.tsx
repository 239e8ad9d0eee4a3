import type { Run } from '@signalbox/contracts';

import { formatDuration, formatTick } from '../formats/format-duration.ts';
import { useNow } from '../use-now.ts';

const Ticking = ({ since }: { readonly since: string }) => formatTick(Math.max(0, useNow() - Date.parse(since)));

/** How long a run took; while it runs, how long so far. */
export const RunDuration = ({ run }: { readonly run: Pick<Run, 'status' | 'durationMs' | 'startedAt'> }) => {
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  if (run.status !== 'running' || run.startedAt === null) return '–';
  return <Ticking since={run.startedAt} />;
};
