import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { isObject, resolveSchema, toAlternatives, toProperties } from './resolve-schema.ts';
import { printValue, toRule } from './to-rule.ts';
import { toTypeWords } from './to-type-words.ts';

/** A value to choose: the JSON that is sent, and what the reader sees. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How one value is written. */
export type ValueKind =
  | { readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'json' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] };

interface FieldBase {
  readonly name: string;
  /** Names joined by points, from the arguments down; empty for the arguments as a whole. */
  readonly key: string;
  readonly isRequired: boolean;
  readonly type: string;
  /** The description and the rule, for below the field; empty when there is neither. */
  readonly hint: string;
}

/** A field of the form that a tool is tried with. */
export type FormField =
  | (FieldBase & ValueKind)
  | (FieldBase & { readonly kind: 'list'; readonly item: ValueKind })
  | (FieldBase & { readonly kind: 'object'; readonly fields: readonly FormField[] });

interface Place {
  readonly path: readonly string[];
  readonly root: JsonObject;
}

const deepest = 4;

const toChoice = (value: JsonValue): Choice => ({ value: JSON.stringify(value), label: printValue(value) });

const toValueKind = (schema: JsonObject): ValueKind => {
  const { type, enum: values, const: only } = schema;
  if (toAlternatives(schema).length > 0 || schema['allOf'] !== undefined) return { kind: 'json' };
  if (Array.isArray(values)) return { kind: 'choice', choices: values.map(toChoice) };
  if (only !== undefined) return { kind: 'choice', choices: [toChoice(only)] };
  if (type === 'string') return { kind: 'text' };
  return type === 'number' || type === 'integer' || type === 'boolean' ? { kind: type } : { kind: 'json' };
};

/** Whether every value of the object has a name that is known before. */
const isDrawable = (schema: JsonObject): boolean => {
  const { type, additionalProperties, properties } = schema;
  if (type !== 'object' || toAlternatives(schema).length > 0 || schema['allOf'] !== undefined) return false;
  return !isObject(additionalProperties) && (isObject(properties) || additionalProperties === false);
};

const toField = (name: string, schema: JsonValue, { path, root }: Place): ((isRequired: boolean) => FormField) => {
  const resolved = resolveSchema(schema, root);
  const { description } = resolved;
  const here = [...path, name];
  const words = [typeof description === 'string' ? description : '', toRule(resolved)].filter((part) => part !== '');
  const base = { name, key: here.join('.'), type: toTypeWords(schema, root), hint: words.join(' · ') };
  const item = toValueKind(resolveSchema(resolved['items'], root));
  return (isRequired) => {
    if (here.length < deepest && isDrawable(resolved)) {
      return { ...base, isRequired, kind: 'object', fields: toFields(resolved, { path: here, root }) };
    }
    if (resolved['type'] === 'array' && item.kind !== 'json') return { ...base, isRequired, kind: 'list', item };
    return { ...base, isRequired, ...toValueKind(resolved) };
  };
};

const toFields = (schema: JsonObject, place: Place): FormField[] =>
  toProperties(schema).map(({ name, schema: field, isRequired }) => toField(name, field, place)(isRequired));

/**
 * The fields to write a tool's arguments in, by their JSON Schema (draft 2020-12). What can't be drawn as fields is one
 * field of JSON.
 */
export const toFormFields = (schema: JsonObject): FormField[] => {
  const resolved = resolveSchema(schema, schema);
  if (isDrawable(resolved) || Object.keys(resolved).every((key) => key === 'type' || key === '$schema')) {
    return toFields(resolved, { path: [], root: schema });
  }
  const type = toTypeWords(schema, schema);
  return [{ name: 'arguments', key: '', isRequired: true, type, hint: 'The whole arguments as JSON.', kind: 'json' }];
};
