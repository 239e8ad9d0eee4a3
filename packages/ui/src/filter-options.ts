import type { GroupedOption } from './to-option-groups.ts';

/** The options in whose label, hint or heading every word of the query stands. */
export const filterOptions = <Value extends string>(
  options: readonly GroupedOption<Value>[],
  query: string,
): readonly GroupedOption<Value>[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ label, hint = '', group = '' }) => {
    const text = `${label} ${hint} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};
