import { cloneElement, useId, useState, type HTMLAttributes, type ReactElement, type ReactNode } from 'react';

import { createLazyLayer, toIntent } from './lazy-layer.tsx';
import type { PopoverLayerProps } from './popover-layer.tsx';

interface PopoverProps {
  /** What opens it; it hands its attributes on to its button. */
  readonly trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  readonly title?: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly align?: 'start' | 'end';
}

const popoverLayer = createLazyLayer<PopoverLayerProps>(async () => (await import('./popover-layer.tsx')).PopoverLayer);

/** A button that opens a small layer with controls; Escape, a press outside and leaving it with Tab close it. */
export const Popover = ({ trigger, ...props }: PopoverProps) => {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  // Once opened it stays mounted, for Tab to go on from it.
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const own = trigger.props;
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        ...toIntent(own, popoverLayer.prepare),
        onClick: (event) => {
          own.onClick?.(event);
          setAnchor(event.currentTarget);
          setIsOpen(!isOpen);
        },
      })}
      {anchor && (
        <popoverLayer.Layer {...props} id={id} isOpen={isOpen} anchor={anchor} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
};
