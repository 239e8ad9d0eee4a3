import type { JsonSchema } from './api-document.ts';

/** One field of a body or an answer, as a row says it. */
export interface Field {
  /** From the outside in: `steps[].content`. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** Words for formats that are names of things here. */
const formatWords: Readonly<Record<string, string>> = { 'date-time': 'time' };

const alternativesOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] => anyOf ?? oneOf ?? [];

/** The type of a value in a few words: `"ok" | "error"`, `time | null`, `string[]`. */
export const toType = (schema: JsonSchema): string => {
  const { type, format } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return [...new Set(alternatives.map(toType))].join(' | ');
  if (schema.items) {
    const inner = toType(schema.items);
    return inner.includes(' | ') ? `(${inner})[]` : `${inner}[]`;
  }
  if (format !== undefined) return formatWords[format] ?? format;
  if (typeof type === 'string') return type;
  return type?.join(' | ') ?? 'any';
};

const toBounds = ({ minimum, maximum, maxLength }: JsonSchema): string => {
  if (maxLength !== undefined) return `At most ${maxLength} characters.`;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}.`;
  if (minimum !== undefined) return `At least ${minimum}.`;
  return maximum === undefined ? '' : `At most ${maximum}.`;
};

/** What the schema says of a value beside its type: its meaning, its bounds, and what it is when left out. */
export const toDescription = (schema: JsonSchema): string => {
  const otherwise = schema.default === undefined ? '' : `Otherwise \`${JSON.stringify(schema.default)}\`.`;
  return [schema.description ?? '', toBounds(schema), otherwise].filter((part) => part !== '').join(' ');
};

const toInner = (schema: JsonSchema, name: string): Field[] => {
  if (schema.items) return toInner(schema.items, `${name}[]`);
  if (schema.properties) return toFields(schema, `${name}.`);
  return alternativesOf(schema).flatMap((alternative) => toInner(alternative, name));
};

/** Every field of an object, each followed by those within it. */
export const toFields = (schema: JsonSchema, prefix = ''): Field[] => {
  if (schema.items) return toFields(schema.items, `${prefix}[].`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    const field = { name, type: toType(value), isRequired, description: toDescription(value) };
    return [field, ...toInner(value, name)];
  });
};
