import { cloneElement, useId, useState, type HTMLAttributes, type ReactElement, type ReactNode } from 'react';

import { FloatingLayer } from './floating-layer.tsx';

interface PopoverProps {
  /** What opens it; it hands its attributes on to its button. */
  readonly trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  readonly title?: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly align?: 'start' | 'end';
}

interface PopoverLayerProps extends Omit<PopoverProps, 'trigger'> {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

const controls = 'a[href], button:enabled, input:enabled, textarea:enabled, [tabindex="0"]';

/** The first control, or the content when there is none. */
const toFirstFocus = (layer: HTMLElement): HTMLElement | null =>
  layer.querySelector<HTMLElement>(controls) ?? layer.querySelector<HTMLElement>('[tabindex]');

const PopoverLayer = ({ id, anchor, title, children, align = 'start', onClose }: PopoverLayerProps) => (
  <FloatingLayer
    id={id}
    role="dialog"
    aria-label={title ?? anchor.getAttribute('aria-label') ?? anchor.textContent ?? undefined}
    anchor={anchor}
    align={align}
    onPressOutside={onClose}
    toFirstFocus={toFirstFocus}
    onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }}
    onBlur={({ currentTarget, relatedTarget }) => {
      if (relatedTarget && relatedTarget !== anchor && !currentTarget.contains(relatedTarget)) onClose();
    }}
    className="rounded-card max-w-[min(420px,calc(100vw-16px))] min-w-56"
  >
    <div tabIndex={-1} className="flex flex-col gap-2 p-3 outline-none">
      {title !== undefined && <p className="text-body font-semibold">{title}</p>}
      {typeof children === 'function' ? children(onClose) : children}
    </div>
  </FloatingLayer>
);

/** A button that opens a small layer with controls; Escape, a press outside and leaving it with Tab close it. */
export const Popover = ({ trigger, ...props }: PopoverProps) => {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const own = trigger.props;
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'dialog',
        'aria-expanded': anchor !== null,
        'aria-controls': anchor ? id : undefined,
        onClick: (event) => {
          own.onClick?.(event);
          setAnchor(anchor ? null : event.currentTarget);
        },
      })}
      {anchor && <PopoverLayer {...props} id={id} anchor={anchor} onClose={() => setAnchor(null)} />}
    </>
  );
};
