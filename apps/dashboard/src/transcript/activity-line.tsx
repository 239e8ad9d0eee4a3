import { Icon } from '@signalbox/ui';
import { CirclePause, LoaderCircle } from 'lucide-react';
import { useContext } from 'react';

import { formatTick } from '../formats/format-duration.ts';
import { useNow } from '../use-now.ts';
import { ProgressContext } from './progress-context.ts';
import type { RunActivity } from './to-activity.ts';

const toClock = ({ sinceMs, untilMs }: RunActivity, nowMs: number): string =>
  untilMs !== undefined && untilMs > nowMs
    ? `in ${formatTick(untilMs - nowMs + 999)}`
    : formatTick(Math.max(0, nowMs - sinceMs));

/** What a run does now, how far its tools are, and for how long. */
export const ActivityLine = ({ activity }: { readonly activity: RunActivity }) => {
  const nowMs = useNow();
  const { isWaiting, text } = activity;
  const said = [...useContext(ProgressContext).values()].map(({ message }) => message).join(' · ');
  return (
    <p className="text-body text-text-muted flex items-center gap-2 pl-7">
      <Icon
        of={isWaiting ? CirclePause : LoaderCircle}
        className={isWaiting ? 'text-warning' : 'turning text-accent'}
      />
      <span className="min-w-0 truncate">
        {text}
        {said !== '' && !isWaiting && `: ${said}`}
      </span>
      <span className="text-meta shrink-0 tabular-nums">{toClock(activity, nowMs)}</span>
    </p>
  );
};
