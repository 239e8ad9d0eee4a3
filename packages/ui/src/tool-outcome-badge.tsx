import { CircleCheck, CircleQuestionMark, CircleSlash, CircleX, ShieldX, TimerOff } from 'lucide-react';

import { StatusWord } from './status-word.tsx';

export type ToolOutcome = 'ok' | 'error' | 'timeout' | 'denied' | 'cancelled' | 'unknown';

const looks = {
  ok: { icon: CircleCheck, tone: 'success' },
  error: { icon: CircleX, tone: 'danger', isTinted: true },
  timeout: { icon: TimerOff, tone: 'danger' },
  denied: { icon: ShieldX, tone: 'neutral' },
  cancelled: { icon: CircleSlash, tone: 'neutral' },
  unknown: { icon: CircleQuestionMark, tone: 'unknown', isTinted: true },
} as const;

/** How a tool call ended: its icon and its word. */
export const ToolOutcomeBadge = ({ outcome }: { readonly outcome: ToolOutcome }) => (
  <StatusWord {...looks[outcome]} word={outcome} />
);
