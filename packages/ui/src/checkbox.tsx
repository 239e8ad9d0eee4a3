import { Check, Minus } from 'lucide-react';
import { useId } from 'react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';

interface CheckboxProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly checked: boolean;
  /** Some of what it stands for is checked and some is not. */
  readonly isMixed?: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly disabled?: boolean;
  readonly hint?: string;
  readonly className?: string;
}

/** A box to tick, with its word. */
export const Checkbox = (props: CheckboxProps) => {
  const { label, isLabelHidden = false, checked, isMixed = false, onChange, disabled, hint, className } = props;
  const id = useId();
  return (
    <div
      className={cn('flex min-w-0 items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center', className)}
    >
      <span className="relative flex size-5 shrink-0 items-center justify-center">
        <input
          ref={(input) => {
            if (input) input.indeterminate = isMixed;
          }}
          id={id}
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-label={isLabelHidden ? label : undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => onChange(event.target.checked)}
          className="peer border-border-strong bg-surface checked:bg-accent-fill checked:border-accent-fill indeterminate:bg-accent-fill indeterminate:border-accent-fill rounded-badge size-4 appearance-none border transition-colors duration-[120ms] before:absolute before:inset-0 before:content-[''] disabled:opacity-60 pointer-coarse:before:-inset-3"
        />
        <Icon
          of={isMixed ? Minus : Check}
          size={14}
          className={cn('text-on-fill pointer-events-none absolute', !checked && !isMixed && 'invisible')}
        />
      </span>
      {!isLabelHidden && (
        <span className="flex min-w-0 flex-col">
          <label htmlFor={id} className={cn('text-body', disabled && 'text-text-muted')}>
            {label}
          </label>
          {hint !== undefined && (
            <span id={`${id}-hint`} className="text-meta text-text-muted">
              {hint}
            </span>
          )}
        </span>
      )}
    </div>
  );
};
