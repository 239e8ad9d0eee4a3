import { useState, type KeyboardEvent } from 'react';

import { filterOptions } from './filter-options.ts';
import { toMenuTarget } from './to-menu-target.ts';
import { toOptionGroups, type GroupedOption } from './to-option-groups.ts';

interface ComboboxState {
  readonly by: HTMLInputElement;
  /** What was typed since it opened; null is nothing, so all options show. */
  readonly query: string | null;
  readonly active: string | null;
}

interface ComboboxChoice<Value extends string> {
  readonly value: Value | null;
  readonly options: readonly GroupedOption<Value>[];
  readonly onChange: (value: Value) => void;
}

const moveKeys = ['ArrowDown', 'ArrowUp'];

/** What a combobox shows and what its keys do. */
export const useCombobox = <Value extends string>({ value, options, onChange }: ComboboxChoice<Value>) => {
  const [state, setState] = useState<ComboboxState | null>(null);
  const groups = toOptionGroups(filterOptions(options, state?.query ?? ''));
  // In the order in which they show.
  const matches = groups.flatMap(({ items }) => items);
  const active = matches.find((option) => option.value === state?.active)?.value ?? null;
  const close = (): void => setState(null);
  const open = (by: HTMLInputElement): void => {
    if (!state) setState({ by, query: null, active: value ?? options[0]?.value ?? null });
  };
  const search = (by: HTMLInputElement): void =>
    setState({ by, query: by.value, active: filterOptions(options, by.value)[0]?.value ?? null });
  const choose = (chosen: string): void => {
    close();
    const option = options.find((one) => one.value === chosen);
    if (option && option.value !== value) onChange(option.value);
  };
  const move = (shown: ComboboxState, key: string): void => {
    const at = matches.findIndex((option) => option.value === active);
    const target = toMenuTarget({ key, at, labels: matches.map(({ label }) => label) });
    setState({ ...shown, active: target === null ? active : (matches[target]?.value ?? active) });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Keys of a composition (IME) choose among its own candidates.
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (moveKeys.includes(key)) {
      if (state) move(state, key);
      else open(event.currentTarget);
    } else if (state && key === 'Enter') {
      if (active !== null) choose(active);
    } else if (state && key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    text: state?.query ?? options.find((option) => option.value === value)?.label ?? '',
    opened: state?.by ?? null,
    groups,
    active,
    actions: {
      open,
      search,
      choose,
      close,
      onKeyDown,
      setActive: (next: string): void => setState((shown) => shown && { ...shown, active: next }),
    },
  };
};
