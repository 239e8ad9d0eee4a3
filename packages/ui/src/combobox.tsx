import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';

import { cn } from './cn.ts';
import type { ComboboxFieldProps } from './combobox-field.tsx';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { createLazyLayer } from './lazy-layer.tsx';
import type { GroupedOption } from './to-option-groups.ts';

interface ComboboxProps<Value extends string> extends FieldProps {
  readonly value: Value | null;
  readonly options: readonly GroupedOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** What typed text may be chosen as beside the options; null when it may not. */
  readonly toTyped?: ((text: string) => GroupedOption<Value> | null) | undefined;
  /** Hears what is typed, and nothing once the list is closed: the options are those that somebody else finds for it. */
  readonly onType?: ((text: string) => void) | undefined;
  /** They are still of what was typed before. */
  readonly isSearching?: boolean | undefined;
}

const comboboxField = createLazyLayer<ComboboxFieldProps>(
  async () => (await import('./combobox-field.tsx')).ComboboxField,
);

const inputLook = cn(fieldLook, 'h-8 truncate pr-8 pl-3 pointer-coarse:h-11');

/**
 * One of a long list of values: type to narrow it, arrow keys and Enter choose, leaving it keeps the old value. What is
 * typed can be chosen itself where `toTyped` makes an option of it, whose value must be that text. With `onType` the
 * options may be a few of more than a page holds; the chosen one has to be among them while nothing is typed.
 */
export const Combobox = <Value extends string>(props: ComboboxProps<Value>) => {
  const { value, options, onChange, placeholder, disabled, toTyped, onType, isSearching = false, ...field } = props;
  // By a press that came before its code.
  const [isPressed, setIsPressed] = useState(false);
  const chosen = options.find((option) => option.value === value) ?? null;
  const choose = (next: string): void => {
    const option = options.find((one) => one.value === next) ?? toTyped?.(next);
    if (option && option.value !== value) onChange(option.value);
  };
  return (
    <FieldFrame {...field}>
      {(control) => (
        <div className="relative">
          <comboboxField.Layer
            label={field.label}
            control={control}
            chosen={chosen}
            options={options}
            onChoose={choose}
            toTyped={toTyped}
            onType={onType}
            isSearching={isSearching}
            placeholder={placeholder}
            disabled={disabled}
            className={inputLook}
            isOpenAtFirst={isPressed}
            fallback={
              <input
                {...control}
                role="combobox"
                aria-expanded={false}
                readOnly
                value={chosen?.label ?? ''}
                placeholder={placeholder}
                disabled={disabled}
                onClick={() => setIsPressed(true)}
                className={inputLook}
              />
            }
          />
          <Icon
            of={ChevronsUpDown}
            size={14}
            className="text-text-muted pointer-events-none absolute inset-y-0 right-2.5 my-auto"
          />
        </div>
      )}
    </FieldFrame>
  );
};
