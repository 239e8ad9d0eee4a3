import { Menu as BaseMenu } from '@base-ui/react/menu';
import { useEffect, useRef } from 'react';

import { cn } from './cn.ts';
import { layerLook, placement, toPlace } from './layer-look.ts';
import type { MenuEntry } from './menu-item.ts';
import { MenuRow } from './menu-row.tsx';
import { renderAnchor } from './render-anchor.tsx';

export interface MenuLayerProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly anchor: HTMLElement;
  readonly items: readonly MenuEntry[];
  /** The row that has the focus first. */
  readonly from: 'first' | 'last';
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
}

/** The open part of a menu; it holds the focus. */
export const MenuLayer = ({ id, isOpen, anchor, items, from, align, onClose }: MenuLayerProps) => {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    // After Base UI has given the focus to the menu itself.
    const frame = requestAnimationFrame(() => {
      const rows = popup.current?.querySelectorAll<HTMLElement>('[role=menuitem]');
      if (rows) [...rows].at(from === 'first' ? 0 : -1)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, from]);
  return (
    <BaseMenu.Root open={isOpen} modal={false} onOpenChange={(next) => !next && onClose()}>
      <BaseMenu.Trigger render={renderAnchor(anchor)} />
      <BaseMenu.Portal {...toPlace(anchor)}>
        <BaseMenu.Positioner anchor={anchor} align={align} {...placement}>
          <BaseMenu.Popup
            ref={popup}
            id={id}
            data-layer="menu"
            aria-label={anchor.getAttribute('aria-label') ?? anchor.textContent ?? 'Menu'}
            aria-labelledby={undefined}
            className={cn(layerLook, 'rounded-card max-w-[min(320px,calc(100vw-16px))] min-w-44 p-1')}
          >
            {items.map((item, at) =>
              item === 'separator' ? (
                <BaseMenu.Separator key={at} className="bg-border my-1 h-px" />
              ) : (
                <MenuRow key={item.label} item={item} />
              ),
            )}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
};
