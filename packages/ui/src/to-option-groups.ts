import type { Option } from './option.ts';

/** An option that may stand under a heading. */
export interface GroupedOption<Value extends string = string> extends Option<Value> {
  readonly group?: string | undefined;
}

export interface OptionGroup<Value extends string = string> {
  /** Empty for options without a heading. */
  readonly name: string;
  readonly items: readonly GroupedOption<Value>[];
}

/** The options under their headings, both in the order in which they first come. */
export const toOptionGroups = <Value extends string>(options: readonly GroupedOption<Value>[]): OptionGroup<Value>[] =>
  Array.from(
    Map.groupBy(options, ({ group = '' }) => group),
    ([name, items]) => ({ name, items }),
  );
