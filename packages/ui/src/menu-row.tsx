import { Menu as BaseMenu } from '@base-ui/react/menu';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';
import type { MenuItem } from './menu-item.ts';

interface MenuRowProps {
  readonly item: MenuItem;
}

const toLook = (isDanger: boolean, isDisabled: boolean): string =>
  cn(
    'rounded-control text-body flex min-h-7 w-full items-start gap-2 px-2 py-1 text-left outline-none pointer-coarse:min-h-11 pointer-coarse:items-center',
    isDisabled ? 'text-text-muted cursor-not-allowed' : 'cursor-pointer',
    isDanger && !isDisabled && 'text-danger-text data-highlighted:bg-danger-tint',
    (!isDanger || isDisabled) && 'data-highlighted:bg-hover',
  );

/** A row of a menu: what it does, or why it cannot. */
export const MenuRow = ({ item }: MenuRowProps) => {
  const { label, icon, hint, href, render, onSelect, isDanger = false, disabledReason } = item;
  const isDisabled = disabledReason !== null && disabledReason !== undefined;
  const content = (
    <>
      {icon && <Icon of={icon} size={14} className="mt-[3px]" />}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{label}</span>
        {isDisabled && <span className="text-meta block">{disabledReason}</span>}
      </span>
      {hint !== undefined && <span className="text-meta text-text-muted mt-0.5 shrink-0">{hint}</span>}
    </>
  );
  const shared = { label, className: toLook(isDanger, isDisabled), children: content };
  if (!isDisabled && (render || href !== undefined))
    return <BaseMenu.LinkItem {...shared} render={render} href={href} closeOnClick onClick={onSelect} />;
  return <BaseMenu.Item {...shared} disabled={isDisabled} onClick={onSelect} />;
};
