import { ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';

import { cn } from './cn.ts';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';
import { FloatingLayer } from './floating-layer.tsx';
import { Icon } from './icon.tsx';
import { OptionList, toOptionId } from './option-list.tsx';
import type { GroupedOption } from './to-option-groups.ts';
import { useCombobox } from './use-combobox.ts';

interface ComboboxProps<Value extends string> extends FieldProps {
  readonly value: Value | null;
  readonly options: readonly GroupedOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One of a long list of values: type to narrow it, arrow keys and Enter choose, leaving it keeps the old value. */
export const Combobox = <Value extends string>(props: ComboboxProps<Value>) => {
  const { value, options, onChange, placeholder, disabled, ...field } = props;
  const listId = useId();
  const { text, opened, groups, active, actions } = useCombobox({ value, options, onChange });
  const hasList = opened !== null && groups.length > 0;
  return (
    <FieldFrame {...field}>
      {(control) => (
        <>
          <div className="relative">
            <input
              {...control}
              type="text"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={hasList}
              aria-controls={hasList ? listId : undefined}
              aria-activedescendant={hasList && active !== null ? toOptionId(listId, active) : undefined}
              autoComplete="off"
              spellCheck={false}
              value={text}
              placeholder={placeholder}
              disabled={disabled}
              onFocus={(event) => event.target.select()}
              onClick={(event) => actions.open(event.currentTarget)}
              onChange={(event) => actions.search(event.currentTarget)}
              onKeyDown={actions.onKeyDown}
              onBlur={actions.close}
              className={cn(fieldLook, 'h-8 truncate pr-8 pl-3 pointer-coarse:h-11')}
            />
            <Icon
              of={ChevronsUpDown}
              size={14}
              className="text-text-muted pointer-events-none absolute inset-y-0 right-2.5 my-auto"
            />
          </div>
          {hasList && (
            <OptionList
              id={listId}
              label={field.label}
              anchor={opened}
              groups={groups}
              value={value}
              active={active}
              onActive={actions.setActive}
              onChoose={actions.choose}
              onClose={actions.close}
            />
          )}
          {opened && !hasList && (
            <FloatingLayer role="status" anchor={opened} className="rounded-card text-text-muted px-3 py-2">
              Nothing matches.
            </FloatingLayer>
          )}
        </>
      )}
    </FieldFrame>
  );
};
