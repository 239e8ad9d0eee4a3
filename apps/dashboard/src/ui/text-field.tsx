import { useId, type ComponentProps } from 'react';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value; null when nothing is. */
  readonly fault?: string | null;
}

/** A labelled line of text with its hint, or with what is wrong in it. */
export const TextField = ({ label, hint, fault = null, ...rest }: TextFieldProps) => {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-body font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={fault !== null}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={`rounded-control bg-surface text-prose pointer-coarse:text-title h-9 border px-3 pointer-coarse:h-11 ${fault === null ? 'border-border-strong' : 'border-danger'}`}
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={`text-meta ${fault === null ? 'text-text-muted' : 'text-danger-text'}`}>
          {note}
        </p>
      )}
    </div>
  );
};
