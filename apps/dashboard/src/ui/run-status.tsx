import type { RunStatus } from '@signalbox/contracts';
import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';

import { Icon } from './icon.tsx';

interface Look {
  readonly icon: LucideIcon;
  readonly color: string;
  /** Colours of the badge; empty for statuses that are an icon and a word. */
  readonly badge: string;
}

const looks: Record<RunStatus, Look> = {
  queued: { icon: CircleDashed, color: 'text-neutral', badge: '' },
  running: { icon: LoaderCircle, color: 'text-accent', badge: 'bg-accent-tint text-accent-text' },
  waiting: { icon: CirclePause, color: 'text-warning', badge: 'bg-warning-tint text-warning-text' },
  completed: { icon: CircleCheck, color: 'text-success', badge: '' },
  failed: { icon: CircleX, color: 'text-danger', badge: 'bg-danger-tint text-danger-text' },
  cancelled: { icon: CircleSlash, color: 'text-neutral', badge: '' },
};

/** The icon of a run's status, without its word. */
export const RunStatusIcon = ({ status }: { readonly status: RunStatus }) => {
  const { icon, color } = looks[status];
  return <Icon of={icon} size={14} className={`${color} ${status === 'running' ? 'turning' : ''}`} />;
};

/** A run's status: its icon and its word, tinted where somebody should look. */
export const RunStatusBadge = ({ status }: { readonly status: RunStatus }) => {
  const { badge } = looks[status];
  return (
    <span
      className={`text-meta inline-flex items-center gap-1.5 ${badge ? `rounded-badge px-1.5 py-0.5 ${badge}` : ''}`}
    >
      <RunStatusIcon status={status} />
      {status}
    </span>
  );
};
