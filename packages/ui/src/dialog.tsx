import type { ReactNode } from 'react';

import { cn } from './cn.ts';
import { LayerHeader } from './layer-header.tsx';
import { lazyModal } from './lazy-modal.ts';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stands at the foot while the rest scrolls. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium';
}

/** A task over the page: it takes the focus (its first field) and gives it back; Escape closes it, a press beside it doesn't. */
export const Dialog = ({ title, isOpen, onClose, children, footer, size = 'small' }: DialogProps) =>
  isOpen && (
    <lazyModal.Layer
      label={title}
      onClose={onClose}
      className={cn(
        'rounded-bubble border-border shadow-raised m-auto h-fit max-h-[min(720px,calc(100dvh-24px))] w-[calc(100%-24px)] flex-col overflow-hidden border flex',
        size === 'small' ? 'max-w-[440px]' : 'max-w-[640px]',
      )}
    >
      <LayerHeader title={title} onClose={onClose} />
      <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      {footer !== undefined && (
        <div className="border-border flex shrink-0 flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</div>
      )}
    </lazyModal.Layer>
  );
