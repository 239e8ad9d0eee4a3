import { CirclePause, LoaderCircle } from 'lucide-react';

import { formatTick } from '../../formats/format-duration.ts';
import { Icon } from '../../ui/icon.tsx';
import { useNow } from '../../use-now.ts';
import type { RunActivity } from './to-activity.ts';

/** What a run does now and for how long. */
export const ActivityLine = ({ activity }: { readonly activity: RunActivity }) => {
  const nowMs = useNow();
  const { isWaiting, text, sinceMs } = activity;
  return (
    <p className="text-body text-text-muted flex items-center gap-2 pl-7">
      <Icon
        of={isWaiting ? CirclePause : LoaderCircle}
        className={isWaiting ? 'text-warning' : 'turning text-accent'}
      />
      {text}
      <span className="text-meta tabular-nums">{formatTick(Math.max(0, nowMs - sinceMs))}</span>
    </p>
  );
};
