import type { ActivityStatus as Status } from '@signalbox/contracts';
import { StatusWord } from '@signalbox/ui';
import { CircleCheck, CircleDot, CircleX, LoaderCircle, TimerOff } from 'lucide-react';

const looks = {
  success: { icon: CircleCheck, tone: 'success' },
  failed: { icon: CircleX, tone: 'danger', isTinted: true },
  timeout: { icon: TimerOff, tone: 'danger', isTinted: true },
  running: { icon: LoaderCircle, tone: 'accent' },
  other: { icon: CircleDot, tone: 'neutral' },
} as const;

/** How the work stood that an entry of the activity is about. */
export const ActivityStatus = ({ status, word = status }: { readonly status: Status; readonly word?: string }) => (
  <StatusWord {...looks[status]} word={word} />
);
