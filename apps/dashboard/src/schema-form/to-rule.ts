import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { formatCount } from '../formats/format-count.ts';

const toNumber = (value: JsonValue | undefined): number | null => (typeof value === 'number' ? value : null);

/** Whole numbers are bounded by what a program can count: that is no rule of the tool. */
const toBound = (value: JsonValue | undefined): number | null => {
  const bound = toNumber(value);
  return bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : null;
};

const print = (value: number): string => (Number.isInteger(value) ? formatCount(value) : String(value));

const toSpan = (least: number | null, most: number | null, noun: string): string | null => {
  const unit = noun === '' ? '' : ` ${noun}${(most ?? least) === 1 ? '' : 's'}`;
  if (least !== null && most !== null) {
    return least === most ? `exactly ${print(least)}${unit}` : `${print(least)} to ${print(most)}${unit}`;
  }
  if (least !== null) return least === 0 && noun !== '' ? null : `at least ${print(least)}${unit}`;
  return most === null ? null : `at most ${print(most)}${unit}`;
};

/** A value as a schema's reader writes it: text as it is, anything else as JSON. */
export const printValue = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

const toTextRules = ({ minLength, maxLength, pattern, format }: JsonObject): (string | null)[] => [
  toSpan(toNumber(minLength), toNumber(maxLength), 'character'),
  typeof format === 'string' ? format : null,
  // a pattern that only says what the format says already
  typeof pattern === 'string' && typeof format !== 'string' ? `matches ${pattern}` : null,
];

const toNumberRules = (schema: JsonObject): (string | null)[] => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const [above, below, step] = [toBound(exclusiveMinimum), toBound(exclusiveMaximum), toNumber(multipleOf)];
  return [
    toSpan(toBound(minimum), toBound(maximum), ''),
    above === null ? null : `more than ${print(above)}`,
    below === null ? null : `less than ${print(below)}`,
    step === null ? null : `a multiple of ${print(step)}`,
  ];
};

/** What a value must be beside its type, in words; empty when anything of the type will do. */
export const toRule = (schema: JsonObject): string => {
  const { enum: values, const: only, minItems, maxItems, uniqueItems } = schema;
  const rules = [
    only === undefined ? null : `always ${printValue(only)}`,
    Array.isArray(values) ? `one of ${values.map(printValue).join(', ')}` : null,
    ...toTextRules(schema),
    ...toNumberRules(schema),
    toSpan(toNumber(minItems), toNumber(maxItems), 'item'),
    uniqueItems === true ? 'no two alike' : null,
    schema['default'] === undefined ? null : `${printValue(schema['default']) || 'empty'} unless given`,
  ];
  return rules.filter((rule) => rule !== null).join(', ');
};
