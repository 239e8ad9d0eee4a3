import { useId, useState, cloneElement, type HTMLAttributes, type ReactElement } from 'react';

import { createLazyLayer, toIntent } from './lazy-layer.tsx';
import type { MenuEntry } from './menu-item.ts';
import type { MenuLayerProps } from './menu-layer.tsx';

interface MenuProps {
  /** What opens it; it hands its attributes on to its button. */
  readonly trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  readonly items: readonly MenuEntry[];
  /** The edge of the trigger it keeps to. */
  readonly align?: 'start' | 'end';
}

interface Opened {
  readonly by: HTMLElement;
  readonly from: 'first' | 'last';
  /** Once opened it stays mounted, for Tab to go on from it. */
  readonly isOpen: boolean;
}

const menuLayer = createLazyLayer<MenuLayerProps>(async () => (await import('./menu-layer.tsx')).MenuLayer);

/** A button that opens a menu: arrow keys, Home, End and letters move in it, Escape closes it. */
export const Menu = ({ trigger, items, align = 'start' }: MenuProps) => {
  const id = useId();
  const [opened, setOpened] = useState<Opened | null>(null);
  const isOpen = opened?.isOpen ?? false;
  const own = trigger.props;
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        ...toIntent(own, menuLayer.prepare),
        onClick: (event) => {
          own.onClick?.(event);
          setOpened({ by: event.currentTarget, from: 'first', isOpen: !isOpen });
        },
        onKeyDown: (event) => {
          own.onKeyDown?.(event);
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpened({ by: event.currentTarget, from: event.key === 'ArrowUp' ? 'last' : 'first', isOpen: true });
        },
      })}
      {opened && (
        <menuLayer.Layer
          id={id}
          isOpen={isOpen}
          anchor={opened.by}
          from={opened.from}
          align={align}
          items={items}
          onClose={() => setOpened({ ...opened, isOpen: false })}
        />
      )}
    </>
  );
};
