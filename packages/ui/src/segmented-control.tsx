import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';

import { cn } from './cn.ts';
import { Icon } from './icon.tsx';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** One of a few choices that all stand in sight; arrow keys move through them. */
export const SegmentedControl = <Value extends string>(props: SegmentedControlProps<Value>) => {
  const { label, value, options, onChange, className } = props;
  const name = useId();
  return (
    <fieldset
      className={cn(
        'border-border bg-sunken rounded-control inline-flex max-w-full min-w-0 border p-0.5 pointer-coarse:p-0',
        className,
      )}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="text-text-muted hover:text-text has-checked:bg-surface has-checked:text-text has-checked:shadow-segment rounded-badge text-body has-focus-visible:outline-accent inline-flex h-[26px] min-w-0 cursor-pointer items-center gap-1.5 px-2.5 font-medium transition-colors duration-[120ms] has-focus-visible:outline-2 pointer-coarse:h-11"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon && <Icon of={option.icon} size={14} />}
          <span className="truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
};
