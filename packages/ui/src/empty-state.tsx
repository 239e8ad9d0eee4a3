import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';

interface EmptyStateProps {
  /** Why nothing is here. */
  readonly title: string;
  /** What to do about it. */
  readonly body?: ReactNode;
  readonly icon?: LucideIcon;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** In place of a list without rows: why, and the next step. */
export const EmptyState = ({ title, body, icon, actions, className }: EmptyStateProps) => (
  <div className={cn('flex flex-col items-center gap-3 px-4 py-12 text-center', className)}>
    {icon && (
      <span className="bg-neutral-tint text-text-muted rounded-card flex size-10 items-center justify-center">
        <Icon of={icon} size={20} />
      </span>
    )}
    <div className="flex max-w-[420px] flex-col gap-1">
      <p className="text-prose font-semibold">{title}</p>
      {body !== undefined && <div className="text-text-muted">{body}</div>}
    </div>
    {actions !== undefined && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
  </div>
);
