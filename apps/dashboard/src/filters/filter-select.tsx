import { type Option, Select } from '@signalbox/ui';

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  /** For screen readers only, unless it is false. */
  readonly isLabelHidden?: boolean;
  /** What it is called when nothing is chosen, such as “Any status”. */
  readonly all: string;
  /** A text is its own label. */
  readonly options: readonly (Value | Option<Value>)[];
  /** Empty for all; what the options don't have stands at their end. */
  readonly value: Value | '';
  readonly onChange: (value: Value | '') => void;
  readonly className?: string;
}

const toOption = <Value extends string>(option: Value | Option<Value>): Option<Value> =>
  typeof option === 'string' ? { value: option, label: option } : option;

/** Narrows a list to one of some values, or to none of them. */
export const FilterSelect = <Value extends string>(props: FilterSelectProps<Value>) => {
  const { all, options, isLabelHidden = true, ...select } = props;
  const { value } = select;
  const listed = options.map(toOption);
  const isListed = value === '' || listed.some((option) => option.value === value);
  return (
    <Select
      {...select}
      isLabelHidden={isLabelHidden}
      options={[{ value: '', label: all }, ...listed, ...(isListed ? [] : [toOption(value)])]}
    />
  );
};
