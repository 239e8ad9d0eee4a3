import { ChevronsUpDown } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';

import { cn } from './cn.ts';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { createLazyLayer, toIntent } from './lazy-layer.tsx';
import type { Option } from './option.ts';
import type { SelectLayerProps } from './select-layer.tsx';

interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  /** 28 high, for toolbars. */
  readonly isSmall?: boolean;
}

interface Opened {
  readonly by: HTMLElement;
  readonly active: string;
  /** Once opened it stays mounted, for Tab to go on from it. */
  readonly isOpen: boolean;
}

const selectLayer = createLazyLayer<SelectLayerProps>(async () => (await import('./select-layer.tsx')).SelectLayer);

/** The option a key opens the list at; null when the key opens nothing. Enter and Space press the button. */
const toOpening = (
  event: KeyboardEvent,
  { value, options }: Pick<SelectProps<string>, 'value' | 'options'>,
): string | null => {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (key === 'ArrowDown' || key === 'ArrowUp') return value;
  if (key.length !== 1 || key === ' ') return null;
  return options.find(({ label }) => label.toLowerCase().startsWith(key.toLowerCase()))?.value ?? null;
};

/** One of a list of values, shown when pressed; letters go to the option that begins with them. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const { value, options, onChange, disabled, isSmall = false, ...field } = props;
  const listId = useId();
  const [opened, setOpened] = useState<Opened | null>(null);
  const isOpen = opened?.isOpen ?? false;
  const choose = (chosen: string): void => {
    const option = options.find((one) => one.value === chosen);
    if (option && option.value !== value) onChange(option.value);
  };
  return (
    <FieldFrame {...field}>
      {(control) => (
        <>
          <button
            {...control}
            type="button"
            role="combobox"
            aria-haspopup="listbox"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            disabled={disabled}
            {...toIntent({}, selectLayer.prepare)}
            onClick={({ currentTarget }) => setOpened({ by: currentTarget, active: value, isOpen: !isOpen })}
            onKeyDown={(event) => {
              const active = isOpen ? null : toOpening(event, props);
              if (active === null) return;
              event.preventDefault();
              event.stopPropagation();
              setOpened({ by: event.currentTarget, active, isOpen: true });
            }}
            className={cn(
              fieldLook,
              'aria-expanded:border-text-subtle flex items-center gap-2 pr-2 pl-3 text-left pointer-coarse:h-11',
              isSmall ? 'h-7' : 'h-8',
            )}
          >
            <span className="min-w-0 flex-1 truncate">
              {options.find((option) => option.value === value)?.label ?? value}
            </span>
            <Icon of={ChevronsUpDown} size={14} className="text-text-muted" />
          </button>
          {opened && (
            <selectLayer.Layer
              id={listId}
              label={field.label}
              isOpen={isOpen}
              anchor={opened.by}
              options={options}
              value={value}
              active={opened.active}
              onChoose={choose}
              onClose={() => setOpened({ ...opened, isOpen: false })}
            />
          )}
        </>
      )}
    </FieldFrame>
  );
};
