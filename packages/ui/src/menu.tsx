import { useId, useState, cloneElement, type HTMLAttributes, type ReactElement } from 'react';

import { MenuLayer, type MenuEntry } from './menu-layer.tsx';

interface MenuProps {
  /** What opens it; it hands its attributes on to its button. */
  readonly trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  readonly items: readonly MenuEntry[];
  /** The edge of the trigger it keeps to. */
  readonly align?: 'start' | 'end';
}

/** A button that opens a menu: arrow keys, Home, End and letters move in it, Escape closes it. */
export const Menu = ({ trigger, items, align = 'start' }: MenuProps) => {
  const id = useId();
  const [opened, setOpened] = useState<{ readonly by: HTMLElement; readonly from: 'first' | 'last' } | null>(null);
  const own = trigger.props;
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': opened !== null,
        'aria-controls': opened ? id : undefined,
        onClick: (event) => {
          own.onClick?.(event);
          setOpened(opened ? null : { by: event.currentTarget, from: 'first' });
        },
        onKeyDown: (event) => {
          own.onKeyDown?.(event);
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpened({ by: event.currentTarget, from: event.key === 'ArrowUp' ? 'last' : 'first' });
        },
      })}
      {opened && (
        <MenuLayer
          id={id}
          anchor={opened.by}
          from={opened.from}
          align={align}
          items={items}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
};
