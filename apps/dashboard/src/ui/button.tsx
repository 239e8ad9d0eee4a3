import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** Square, for an icon alone; give it an `aria-label`. */
  readonly isSquare?: boolean;
}

const looks = {
  primary: 'bg-accent-fill text-on-fill enabled:hover:bg-accent-fill-hover',
  secondary: 'border border-border-strong bg-surface text-text enabled:hover:bg-hover',
  quiet: 'text-text-muted enabled:hover:bg-hover enabled:hover:text-text',
  danger: 'border border-danger bg-surface text-danger-text enabled:hover:bg-hover',
} as const;

/** A button: 32 high, 44 where fingers point. */
export const Button = ({ kind = 'secondary', isSquare = false, className = '', ...rest }: ButtonProps) => (
  <button
    type="button"
    className={`rounded-control text-body inline-flex h-8 shrink-0 items-center justify-center gap-2 font-medium transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-60 pointer-coarse:h-11 ${isSquare ? 'w-8 pointer-coarse:w-11' : 'px-3'} ${looks[kind]} ${className}`}
    {...rest}
  />
);
