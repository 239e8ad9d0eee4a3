import { useId, type ReactNode } from 'react';

import { cn } from './cn.ts';

export interface FieldProps {
  readonly label: string;
  /** The label is for screen readers only. */
  readonly isLabelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  /** What is wrong with the value; null when nothing is. */
  readonly fault?: string | null | undefined;
  readonly className?: string | undefined;
}

/** What a control takes over from its field. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly children: (control: FieldControl) => ReactNode;
}

/** The look of a control to write or choose in. */
export const fieldLook =
  'rounded-control border-border-strong bg-surface text-body placeholder:text-text-subtle not-disabled:hover:border-text-subtle aria-invalid:border-danger w-full min-w-0 border transition-colors duration-[120ms] disabled:cursor-not-allowed disabled:opacity-60 pointer-coarse:text-title';

/** A control between its label and its hint, or what is wrong in it. */
export const FieldFrame = ({ label, isLabelHidden, hint, fault = null, className, children }: FieldFrameProps) => {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-body font-medium'}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': fault !== null,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
      })}
      {note !== undefined && (
        <p id={`${id}-note`} className={cn('text-meta', fault === null ? 'text-text-muted' : 'text-danger-text')}>
          {note}
        </p>
      )}
    </div>
  );
};
