import { ChevronsUpDown } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';

import { cn } from './cn.ts';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { OptionList, toOptionId } from './option-list.tsx';
import type { Option } from './option.ts';
import { toMenuTarget } from './to-menu-target.ts';

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
}

const isOpening = (key: string): boolean => ['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(key);

const useSelect = <Value extends string>({ value, options, onChange }: SelectProps<Value>) => {
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const choose = (chosen: string): void => {
    close();
    const option = options.find((one) => one.value === chosen);
    if (option && option.value !== value) onChange(option.value);
  };
  const move = (event: KeyboardEvent<HTMLElement>, active: string): boolean => {
    const at = options.findIndex((option) => option.value === active);
    const target = toMenuTarget({ key: event.key, at, labels: options.map(({ label }) => label) });
    const option = target === null ? undefined : options[target];
    if (option) setOpened({ by: event.currentTarget, active: option.value });
    return option !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    let isTaken = true;
    if (!opened && isOpening(key)) setOpened({ by: event.currentTarget, active: value });
    else if (opened && (key === 'Enter' || key === ' ')) choose(opened.active);
    else if (opened && key === 'Escape') close();
    else if (opened && key === 'Tab') {
      choose(opened.active);
      isTaken = false;
    } else isTaken = move(event, opened?.active ?? value);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { opened, setOpened, close, choose, onKeyDown };
};

/** One of a list of values, shown when pressed; letters go to the option that begins with them. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const { value, options, onChange: _, disabled, isSmall = false, ...field } = props;
  const listId = useId();
  const { opened, setOpened, close, choose, onKeyDown } = useSelect(props);
  return (
    <FieldFrame {...field}>
      {(control) => (
        <>
          <button
            {...control}
            type="button"
            role="combobox"
            aria-haspopup="listbox"
            aria-expanded={opened !== null}
            aria-controls={opened ? listId : undefined}
            aria-activedescendant={opened ? toOptionId(listId, opened.active) : undefined}
            disabled={disabled}
            onClick={(event) => setOpened(opened ? null : { by: event.currentTarget, active: value })}
            onKeyDown={onKeyDown}
            onKeyUp={(event) => {
              // Some browsers press a button when the space bar comes up.
              if (event.key === ' ') event.preventDefault();
            }}
            onBlur={close}
            className={cn(
              fieldLook,
              'flex items-center gap-2 pr-2 pl-3 text-left pointer-coarse:h-11',
              isSmall ? 'h-7' : 'h-8',
            )}
          >
            <span className="min-w-0 flex-1 truncate">
              {options.find((option) => option.value === value)?.label ?? value}
            </span>
            <Icon of={ChevronsUpDown} size={14} className="text-text-muted" />
          </button>
          {opened && (
            <OptionList
              id={listId}
              label={field.label}
              anchor={opened.by}
              groups={[{ name: '', items: options }]}
              value={value}
              active={opened.active}
              onActive={(active) => setOpened({ ...opened, active })}
              onChoose={choose}
              onClose={close}
            />
          )}
        </>
      )}
    </FieldFrame>
  );
};
