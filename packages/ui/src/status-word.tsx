import type { LucideIcon } from 'lucide-react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';
import { toneSolids, toneTints, type Tone } from './tone.ts';

interface StatusWordProps {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly word: string;
  /** On a tint, for what somebody should look at. */
  readonly isTinted?: boolean;
  /** Its icon turns: it is happening now. */
  readonly isTurning?: boolean;
  readonly className?: string;
}

/** A status: shape and word first, then colour. */
export const StatusWord = ({ icon, tone, word, isTinted = false, isTurning = false, className }: StatusWordProps) => (
  <span
    className={cn(
      'text-meta inline-flex min-h-5 items-center gap-1.5 align-middle whitespace-nowrap',
      isTinted && ['rounded-badge px-1.5', toneTints[tone]],
      className,
    )}
  >
    <Icon of={icon} size={14} className={cn(toneSolids[tone], isTurning && 'turning')} />
    {word}
  </span>
);
