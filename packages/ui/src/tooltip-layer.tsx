import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { HTMLAttributes } from 'react';

import { cn } from './cn.ts';
import { layerLook, placement, toPlace } from './layer-look.ts';

export interface TooltipLayerProps extends HTMLAttributes<HTMLDivElement> {
  readonly anchor: HTMLElement;
  readonly align?: 'start' | 'center' | undefined;
  /** Escape or a press asks for it; the pointer and the focus are the opener's. */
  readonly onClose?: (() => void) | undefined;
}

/** The open part of a tooltip. */
export const TooltipLayer = ({ anchor, align = 'center', onClose, className, ...rest }: TooltipLayerProps) => (
  <BaseTooltip.Root open onOpenChange={(isOpen) => !isOpen && onClose?.()}>
    <BaseTooltip.Portal {...toPlace(anchor)}>
      <BaseTooltip.Positioner anchor={anchor} side="top" align={align} {...placement}>
        <BaseTooltip.Popup role="tooltip" className={cn(layerLook, 'rounded-control text-meta', className)} {...rest} />
      </BaseTooltip.Positioner>
    </BaseTooltip.Portal>
  </BaseTooltip.Root>
);
