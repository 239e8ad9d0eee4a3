import type { ReactNode } from 'react';

import { cn } from './cn.ts';

interface FoldButtonProps {
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Words below something long that show all of it, and less again. */
export const FoldButton = ({ isOpen, onChange, className, children }: FoldButtonProps) => (
  <button
    type="button"
    aria-expanded={isOpen}
    onClick={() => onChange(!isOpen)}
    className={cn(
      'rounded-badge text-meta text-accent-text mt-1 font-medium hover:underline pointer-coarse:h-11',
      className,
    )}
  >
    {children}
  </button>
);
