import { Popover as BasePopover } from '@base-ui/react/popover';
import { useRef, type ReactNode } from 'react';

import { cn } from './cn.ts';
import { layerLook, placement, toPlace } from './layer-look.ts';
import { renderAnchor } from './render-anchor.tsx';

export interface PopoverLayerProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly anchor: HTMLElement;
  readonly title?: string | undefined;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly align?: 'start' | 'end' | undefined;
  readonly onClose: () => void;
}

const controls = 'a[href], button:enabled, input:enabled, textarea:enabled, [tabindex="0"]';

/** The open part of a popover; its first control gets the focus, or its content when there is none. */
export const PopoverLayer = (props: PopoverLayerProps) => {
  const { id, isOpen, anchor, title, children, align = 'start', onClose } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <BasePopover.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <BasePopover.Trigger render={renderAnchor(anchor)} />
      <BasePopover.Portal {...toPlace(anchor)}>
        <BasePopover.Positioner anchor={anchor} align={align} {...placement}>
          <BasePopover.Popup
            id={id}
            data-layer="popover"
            aria-label={title ?? anchor.getAttribute('aria-label') ?? anchor.textContent ?? undefined}
            initialFocus={() => content.current?.querySelector<HTMLElement>(controls) ?? content.current}
            className={cn(layerLook, 'rounded-card max-w-[min(420px,calc(100vw-16px))] min-w-56')}
          >
            <div ref={content} tabIndex={-1} className="flex flex-col gap-2 p-3 outline-none">
              {title !== undefined && <p className="text-body font-semibold">{title}</p>}
              {typeof children === 'function' ? children(onClose) : children}
            </div>
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
};
