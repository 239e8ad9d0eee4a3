import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { isObject } from './resolve-schema.ts';
import type { FormDraft } from './to-arguments.ts';
import type { FormField, ValueKind } from './to-form-fields.ts';

const print = ({ kind }: ValueKind, value: JsonValue): string =>
  kind === 'json' || kind === 'boolean' || kind === 'choice' || typeof value !== 'string'
    ? JSON.stringify(value)
    : value;

const toEntries = (field: FormField, value: JsonValue | undefined): [string, string | readonly string[]][] => {
  if (value === undefined) return [];
  if (field.kind === 'object') {
    return isObject(value) ? field.fields.flatMap((one) => toEntries(one, value[one.name])) : [];
  }
  if (field.kind !== 'list') return [[field.key, print(field, value)]];
  return Array.isArray(value) ? [[field.key, value.map((item) => print(field.item, item))]] : [];
};

/** How arguments are written in a form: what `toArguments` reads them from again. */
export const toFormDraft = (fields: readonly FormField[], value: JsonObject): FormDraft => {
  const [first] = fields;
  if (first?.key === '') return Object.keys(value).length === 0 ? {} : { '': JSON.stringify(value) };
  return Object.fromEntries(fields.flatMap((field) => toEntries(field, value[field.name])));
};
