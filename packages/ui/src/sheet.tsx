import type { ReactNode } from 'react';

import { cn } from './cn.ts';
import { LayerHeader } from './layer-header.tsx';
import { lazyModal } from './lazy-modal.ts';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The edge it comes from. */
  readonly side?: 'left' | 'right';
  readonly className?: string;
}

/** A layer over the whole page from one edge; Escape or a press beside it closes it. It is open while it is drawn. */
export const Sheet = ({ title, onClose, children, side = 'left', className }: SheetProps) => (
  <lazyModal.Layer
    label={title}
    onClose={onClose}
    isLight
    className={cn(
      'border-border shadow-raised h-dvh max-h-none w-full max-w-[420px]',
      side === 'left' ? 'mr-auto border-r' : 'ml-auto border-l',
      className,
    )}
  >
    <div className="flex h-full flex-col">
      <LayerHeader title={title} onClose={onClose} />
      {children}
    </div>
  </lazyModal.Layer>
);
