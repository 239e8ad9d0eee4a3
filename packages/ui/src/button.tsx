import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-fill';
  /** 32 high, or 28 for toolbars. */
  readonly size?: 'regular' | 'small';
  /** Square, for an icon alone; give it an `aria-label`. */
  readonly isSquare?: boolean;
  /** Its work is under way: it keeps the focus and takes no press. */
  readonly isBusy?: boolean;
  /** Why this person may not press it; shown on hover and focus, and the button does nothing. */
  readonly refusal?: string | null | undefined;
}

const looks = {
  primary: 'bg-accent-fill text-on-fill not-aria-disabled:enabled:hover:bg-accent-fill-hover',
  secondary: 'border border-border bg-surface text-text not-aria-disabled:enabled:hover:bg-hover',
  quiet: 'text-text-muted not-aria-disabled:enabled:hover:bg-hover not-aria-disabled:enabled:hover:text-text',
  danger: 'border border-danger bg-surface text-danger-text not-aria-disabled:enabled:hover:bg-danger-tint',
  'danger-fill': 'bg-danger-fill text-on-fill',
} as const;

const sizes = {
  regular: { height: 'h-8', square: 'w-8', text: 'px-3' },
  small: { height: 'h-7', square: 'w-7', text: 'px-2' },
} as const;

const base =
  'rounded-control text-body inline-flex shrink-0 items-center justify-center gap-1.5 font-medium whitespace-nowrap transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed pointer-coarse:h-11';

/** A button: 32 or 28 high, 44 where fingers point. */
export const Button = (props: ButtonProps) => {
  const { kind = 'secondary', size = 'regular', isSquare = false, isBusy = false, refusal, ...rest } = props;
  const { className, children, onClick, ...attributes } = rest;
  const { height, square, text } = sizes[size];
  const isRefused = refusal !== null && refusal !== undefined;
  const button = (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || isRefused || undefined}
      className={cn(
        base,
        height,
        isSquare ? [square, 'pointer-coarse:w-11'] : text,
        looks[kind],
        isRefused && 'opacity-60',
        className,
      )}
      onClick={(event) => {
        if (isBusy || isRefused) event.preventDefault();
        else onClick?.(event);
      }}
      {...attributes}
    >
      {isBusy && <Icon of={LoaderCircle} size={14} className="turning" />}
      {!(isBusy && isSquare) && children}
    </button>
  );
  return isRefused ? <Tooltip text={refusal}>{button}</Tooltip> : button;
};
