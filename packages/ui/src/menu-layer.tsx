import type { LucideIcon } from 'lucide-react';
import type { HTMLAttributes, KeyboardEvent, ReactElement, ReactNode } from 'react';

import { FloatingLayer } from './floating-layer.tsx';
import { MenuRow } from './menu-row.tsx';
import { toMenuTarget } from './to-menu-target.ts';

/** One thing to do in a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** Stands at its right: a key, a figure. */
  readonly hint?: ReactNode;
  readonly onSelect?: (() => void) | undefined;
  /** An address to load; for a move inside the page give `render` instead. */
  readonly href?: string | undefined;
  /** The link it is drawn as, for example `<Link to="/runs" />`. */
  readonly render?: ReactElement<HTMLAttributes<HTMLElement>> | undefined;
  readonly isDanger?: boolean | undefined;
  /** Why it cannot be done; it stays reachable and says so. */
  readonly disabledReason?: string | null | undefined;
}

export type MenuEntry = MenuItem | 'separator';

interface MenuLayerProps {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly items: readonly MenuEntry[];
  readonly from: 'first' | 'last';
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
}

const listRows = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

/** The open part of a menu; it holds the focus. */
export const MenuLayer = ({ id, anchor, items, from, align, onClose }: MenuLayerProps) => {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Tab goes on from the trigger.
      if (event.key === 'Escape') event.preventDefault();
      anchor.focus();
      onClose();
      return;
    }
    const rows = listRows(event.currentTarget);
    const at = rows.findIndex((row) => row === document.activeElement);
    const target = toMenuTarget({ key: event.key, at, labels: rows.map((row) => row.textContent ?? '') });
    if (target === null) return;
    event.preventDefault();
    rows[target]?.focus();
  };
  return (
    <FloatingLayer
      id={id}
      role="menu"
      aria-label={anchor.getAttribute('aria-label') ?? anchor.textContent ?? 'Menu'}
      anchor={anchor}
      align={align}
      onPressOutside={onClose}
      toFirstFocus={(layer) => listRows(layer).at(from === 'first' ? 0 : -1)}
      onKeyDown={onKeyDown}
      className="rounded-card max-w-[min(320px,calc(100vw-16px))] min-w-44 p-1"
    >
      {items.map((item, at) =>
        item === 'separator' ? (
          <hr key={at} className="border-border my-1 border-t" />
        ) : (
          <MenuRow key={item.label} item={item} onClose={onClose} />
        ),
      )}
    </FloatingLayer>
  );
};
