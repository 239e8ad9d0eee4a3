import type { LucideIcon } from 'lucide-react';

interface IconProps {
  readonly of: LucideIcon;
  readonly size?: 14 | 16 | 20;
  readonly className?: string;
}

/** A lucide icon in our stroke. It is hidden from screen readers: it stands beside a word or in a labelled control. */
export const Icon = ({ of: Shape, size = 16, className = '' }: IconProps) => (
  <Shape size={size} strokeWidth={1.75} aria-hidden className={`shrink-0 ${className}`} />
);
