import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { resolveSchema, toAlternatives } from './resolve-schema.ts';

const deepest = 4;

const typeOf = (value: JsonValue): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
};

const join = (words: readonly string[]): string => [...new Set(words)].join(' or ');

const toListWords = (items: JsonValue | undefined, root: JsonObject, depth: number): string => {
  const item = items === undefined ? 'any' : toTypeWords(items, root, depth + 1);
  if (item === 'any') return 'list';
  return item.includes(' or ') ? `list of (${item})` : `list of ${item}`;
};

/** What kind of value a schema takes, in words: `string`, `list of number`, `string or null`, `any`. */
export const toTypeWords = (schema: JsonValue | undefined, root: JsonObject, depth = 0): string => {
  const resolved = resolveSchema(schema, root);
  const { type, enum: values, const: only, items } = resolved;
  if (depth > deepest) return 'any';
  const alternatives = toAlternatives(resolved);
  if (alternatives.length > 0) return join(alternatives.map((one) => toTypeWords(one, root, depth + 1)));
  if (type === 'array') return toListWords(items, root, depth);
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return join(type.map((one) => toTypeWords({ ...resolved, type: one }, root, depth + 1)));
  if (Array.isArray(values)) return join(values.map(typeOf));
  return only === undefined ? 'any' : typeOf(only);
};
