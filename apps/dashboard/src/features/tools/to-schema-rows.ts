import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { resolveSchema, toAlternatives, toProperties } from '../../schema-form/resolve-schema.ts';
import { toRule } from '../../schema-form/to-rule.ts';
import { toTypeWords } from '../../schema-form/to-type-words.ts';

/** One argument of a tool, or a part of one. */
export interface SchemaRow {
  /** Unlike any other row's. */
  readonly path: string;
  readonly name: string;
  /** 0 for an argument itself, 1 for what is in it. */
  readonly depth: number;
  readonly type: string;
  readonly isRequired: boolean;
  /** What the value must be beside its type; empty for nothing. */
  readonly rule: string;
  readonly description: string;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly root: JsonObject;
}

const deepest = 6;

const toText = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** The parts of a value: fields of an object, of a list's objects, or of each object it may be. */
const toParts = (schema: JsonObject, place: Place): SchemaRow[] => {
  if (place.depth > deepest) return [];
  const item = schema['type'] === 'array' ? resolveSchema(schema['items'], place.root) : schema;
  const objects = toAlternatives(item)
    .map((one) => resolveSchema(one, place.root))
    .filter((one) => toProperties(one).length > 0);
  if (objects.length === 1) return objects.flatMap((one) => toFieldRows(one, place));
  if (objects.length === 0) return toFieldRows(item, place);
  return objects.flatMap((one, at) => {
    const path = `${place.path}|${at + 1}`;
    const { depth } = place;
    const name = toText(one['title']) || `either ${at + 1} of ${objects.length}`;
    const row = { path, name, depth, type: 'object', isRequired: false, rule: '' };
    return [
      { ...row, description: toText(one['description']) },
      ...toFieldRows(one, { ...place, path, depth: depth + 1 }),
    ];
  });
};

const toFieldRows = (schema: JsonObject, { path, depth, root }: Place): SchemaRow[] =>
  toProperties(schema).flatMap(({ name, schema: field, isRequired }) => {
    const resolved = resolveSchema(field, root);
    const here = { path: path === '' ? name : `${path}.${name}`, depth, root };
    const item = resolved['type'] === 'array' ? toRule(resolveSchema(resolved['items'], root)) : '';
    const rule = [toRule(resolved), item === '' ? '' : `each ${item}`].filter((part) => part !== '').join('; ');
    const row = { path: here.path, name, depth, type: toTypeWords(field, root), isRequired, rule };
    const description = toText(resolved['description']);
    return [{ ...row, description }, ...toParts(resolved, { ...here, depth: depth + 1 })];
  });

/** The arguments that a JSON Schema (draft 2020-12) describes, each before the parts of it. */
export const toSchemaRows = (schema: JsonObject): SchemaRow[] =>
  toParts(resolveSchema(schema, schema), { path: '', depth: 0, root: schema });
