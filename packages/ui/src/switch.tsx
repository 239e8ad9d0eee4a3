import { useId } from 'react';

import { cn } from './cn.ts';

interface SwitchProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly checked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly disabled?: boolean;
  /** Why it cannot be switched; it then is as good as disabled, but still says so to the keyboard. */
  readonly reason?: string | null | undefined;
  readonly className?: string;
}

const track =
  'bg-border-strong checked:bg-accent-fill h-5 w-9 cursor-pointer appearance-none rounded-full transition-colors duration-[120ms] before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-on-fill before:transition-transform before:duration-[120ms] checked:before:translate-x-4 after:absolute after:-inset-3 after:hidden pointer-coarse:after:block disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60';

/** Switches something on or off at once. */
export const Switch = (props: SwitchProps) => {
  const { label, isLabelHidden = false, checked, onChange, disabled, reason, className } = props;
  const id = useId();
  const isRefused = reason !== null && reason !== undefined;
  return (
    <div className={cn('flex min-w-0 items-center gap-2', className)} title={isRefused ? reason : undefined}>
      <span className="relative inline-flex shrink-0">
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          disabled={disabled}
          aria-disabled={isRefused || undefined}
          aria-label={isLabelHidden ? label : undefined}
          aria-describedby={isRefused ? `${id}-reason` : undefined}
          onChange={(event) => {
            if (!isRefused) onChange(event.target.checked);
          }}
          className={track}
        />
      </span>
      {!isLabelHidden && (
        <label htmlFor={id} className="text-body min-w-0 pointer-coarse:py-3">
          {label}
        </label>
      )}
      {isRefused && (
        <span id={`${id}-reason`} className={isLabelHidden ? 'sr-only' : 'text-meta text-text-muted'}>
          {reason}
        </span>
      )}
    </div>
  );
};
