import { cloneElement, type HTMLAttributes, type MouseEvent, type PointerEvent, type ReactElement } from 'react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';
import type { MenuItem } from './menu-layer.tsx';

interface MenuRowProps {
  readonly item: MenuItem;
  readonly onClose: () => void;
}

const toLook = (isDanger: boolean, isDisabled: boolean): string =>
  cn(
    'rounded-control text-body flex min-h-7 w-full items-start gap-2 px-2 py-1 text-left outline-none pointer-coarse:min-h-11 pointer-coarse:items-center',
    isDisabled ? 'text-text-muted cursor-not-allowed' : 'cursor-pointer',
    isDanger && !isDisabled && 'text-danger-text focus:bg-danger-tint',
    (!isDanger || isDisabled) && 'focus:bg-hover',
  );

const toElement = ({ href, render }: MenuItem): ReactElement<HTMLAttributes<HTMLElement>> => {
  if (render) return render;
  return href === undefined ? <button type="button" /> : <a href={href} />;
};

/** A row of a menu: what it does, or why it cannot. */
export const MenuRow = ({ item, onClose }: MenuRowProps) => {
  const { label, icon, hint, onSelect, isDanger = false, disabledReason } = item;
  const isDisabled = disabledReason !== null && disabledReason !== undefined;
  return cloneElement(
    isDisabled ? <button type="button" /> : toElement(item),
    {
      role: 'menuitem',
      tabIndex: -1,
      'aria-disabled': isDisabled || undefined,
      className: toLook(isDanger, isDisabled),
      onPointerMove: (event: PointerEvent<HTMLElement>) => event.currentTarget.focus({ preventScroll: true }),
      onClick: (event: MouseEvent) => {
        if (isDisabled) return event.preventDefault();
        onClose();
        onSelect?.();
      },
    },
    icon && <Icon of={icon} size={14} className="mt-[3px]" />,
    <span className="min-w-0 flex-1">
      <span className="block truncate">{label}</span>
      {isDisabled && <span className="text-meta block">{disabledReason}</span>}
    </span>,
    hint !== undefined && <span className="text-meta text-text-muted mt-0.5 shrink-0">{hint}</span>,
  );
};
