import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';
import { StatusWord } from './status-word.tsx';
import { toneSolids, type Tone } from './tone.ts';

export type RunStatus = 'queued' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';

interface Look {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly isTinted?: boolean;
  readonly isTurning?: boolean;
}

const looks: Record<RunStatus, Look> = {
  queued: { icon: CircleDashed, tone: 'neutral' },
  running: { icon: LoaderCircle, tone: 'accent', isTinted: true, isTurning: true },
  waiting: { icon: CirclePause, tone: 'warning', isTinted: true },
  completed: { icon: CircleCheck, tone: 'success' },
  failed: { icon: CircleX, tone: 'danger', isTinted: true },
  cancelled: { icon: CircleSlash, tone: 'neutral' },
};

/** The icon of a run's status, without its word. */
export const RunStatusIcon = ({ status }: { readonly status: RunStatus }) => {
  const { icon, tone, isTurning } = looks[status];
  return <Icon of={icon} size={14} className={cn(toneSolids[tone], isTurning && 'turning')} />;
};

/** A run's status: its icon and its word, tinted where somebody should look. */
export const RunStatusBadge = ({ status }: { readonly status: RunStatus }) => (
  <StatusWord {...looks[status]} word={status} />
);
