import { isFinalRunStatus } from '@signalbox/contracts';

import { formatDuration, formatTick } from '../../formats/format-duration.ts';
import type { RunFigures } from '../../transcript/to-figures.ts';
import { useNow } from '../../use-now.ts';

const Ticking = ({ figures }: { readonly figures: RunFigures }) => {
  const nowMs = useNow();
  const { status, startedAt, waitingSince, waitedMs } = figures;
  if (startedAt === null || isFinalRunStatus(status)) return '–';
  const waitingMs = waitingSince === null ? 0 : Math.max(0, nowMs - Date.parse(waitingSince));
  const spentMs = Math.max(0, nowMs - Date.parse(startedAt) - waitedMs - waitingMs);
  const allWaitedMs = waitedMs + waitingMs;
  return `${formatTick(spentMs)}${allWaitedMs > 0 ? ` + ${formatTick(allWaitedMs)} waiting` : ''}`;
};

/** How long a run took or takes, with its waiting for a person apart; `–` where its sender did not tell. */
export const DurationFact = ({ figures }: { readonly figures: RunFigures }) => {
  if (figures.durationMs === null) return <Ticking figures={figures} />;
  const waited = figures.waitedMs > 0 ? ` + ${formatDuration(figures.waitedMs)} waiting` : '';
  return `${formatDuration(figures.durationMs)}${waited}`;
};
