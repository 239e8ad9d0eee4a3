import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { useLayoutEffect, useRef, useState } from 'react';

import { cn } from './cn.ts';
import type { FieldControl } from './field.tsx';
import { filterOptions } from './filter-options.ts';
import { layerLook, placement, toPlace } from './layer-look.ts';
import { OptionRow, optionListLook, optionLook } from './option-row.tsx';
import type { Option } from './option.ts';
import { toOptionGroups, type GroupedOption, type OptionGroup } from './to-option-groups.ts';

export interface ComboboxFieldProps {
  readonly label: string;
  readonly control: FieldControl;
  readonly chosen: GroupedOption | null;
  readonly options: readonly GroupedOption[];
  readonly onChoose: (value: string) => void;
  readonly toTyped: ((text: string) => GroupedOption | null) | undefined;
  readonly onType: ((text: string) => void) | undefined;
  readonly isSearching: boolean;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly isOpenAtFirst: boolean;
  readonly className: string;
}

const toRow = (option: Option) => (
  <BaseCombobox.Item key={option.value} value={option} className={optionLook}>
    <OptionRow option={option} />
  </BaseCombobox.Item>
);

const OptionRows = ({ name, items }: OptionGroup) =>
  name === '' ? (
    items.map(toRow)
  ) : (
    <BaseCombobox.Group>
      <BaseCombobox.GroupLabel className="text-meta text-text-muted px-2 pt-2 pb-1 font-medium">
        {name}
      </BaseCombobox.GroupLabel>
      {items.map(toRow)}
    </BaseCombobox.Group>
  );

const isSame = (one: Option, other: Option): boolean => one.value === other.value;

/** The input that takes the place of a placeholder, and the focus when that had it. */
const useInputFor = (id: string) => {
  const [hadFocus] = useState(() => document.activeElement?.id === id);
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  useLayoutEffect(() => {
    if (hadFocus) input?.focus();
  }, [hadFocus, input]);
  return [input, setInput] as const;
};

/** What was typed since it opened; null is nothing, so all options show. */
const useQuery = ({ isOpenAtFirst, onType }: ComboboxFieldProps) => {
  const [query, setQuery] = useState<string | null>(null);
  const type = (text: string | null): void => {
    setQuery(text);
    onType?.(text ?? '');
  };
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const actions = useRef<BaseCombobox.Root.Actions>(null);
  const change = (next: boolean): void => {
    setIsOpen(next);
    if (next) return;
    type(null);
    // Base UI waits for the end of its own popup's animation.
    actions.current?.unmount();
  };
  return { query, type, isOpen, change, actions };
};

/** The options that fit what is typed, and that itself where it may be chosen and is none of them. */
const listOffered = (props: ComboboxFieldProps, query: string): readonly GroupedOption[] => {
  const { options, toTyped, onType, isSearching } = props;
  const fitting = onType && !isSearching ? options : filterOptions(options, query);
  const typed = toTyped?.(query.trim()) ?? null;
  return typed === null || options.some((one) => isSame(one, typed)) ? fitting : [...fitting, typed];
};

/** The input of a combobox and its list. */
export const ComboboxField = (props: ComboboxFieldProps) => {
  const { label, control, chosen, options, onChoose, isSearching, placeholder, disabled, className } = props;
  const [input, setInput] = useInputFor(control.id);
  const { query, type, isOpen, change, actions } = useQuery(props);
  const groups = toOptionGroups(listOffered(props, query ?? ''));
  return (
    <BaseCombobox.Root<GroupedOption>
      items={options}
      filteredItems={groups.flatMap(({ items }) => items)}
      filter={null}
      autoHighlight
      disabled={disabled}
      isItemEqualToValue={isSame}
      value={chosen}
      onValueChange={(next) => next && onChoose(next.value)}
      inputValue={query ?? chosen?.label ?? ''}
      onInputValueChange={(text, { reason }) => reason === 'input-change' && type(text)}
      open={isOpen}
      onOpenChange={(next, details) => {
        // Enter while there is nothing to choose yet
        if (isSearching && details.reason === 'none') details.cancel();
        else change(next);
      }}
      actionsRef={actions}
    >
      <BaseCombobox.Input
        {...control}
        ref={setInput}
        spellCheck={false}
        placeholder={placeholder}
        onFocus={(event) => event.target.select()}
        onBlur={() => change(false)}
        className={className}
      />
      <BaseCombobox.Portal {...toPlace(input)}>
        <BaseCombobox.Positioner anchor={input} align="start" {...placement}>
          {/* Not Base UI's `Popup`: around a list whose input is outside it, that hides the whole page. */}
          <div
            data-layer="list"
            onMouseDown={(event) => event.preventDefault()}
            className={cn(layerLook, optionListLook)}
          >
            <BaseCombobox.Empty className="text-text-muted px-2 py-1 empty:hidden">
              {isSearching ? 'Searching…' : 'Nothing matches.'}
            </BaseCombobox.Empty>
            <BaseCombobox.List aria-label={label}>
              {groups.map((group) => (
                <OptionRows key={group.name} {...group} />
              ))}
            </BaseCombobox.List>
          </div>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
};
