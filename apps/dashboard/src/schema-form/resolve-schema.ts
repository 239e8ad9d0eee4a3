import type { JsonObject, JsonValue } from '@signalbox/contracts';

/** A schema that refers to itself is followed no further than this. */
const mostHops = 8;

/** Whether a value of a schema is an object of keywords, not a list or a plain value. */
export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const find = (root: JsonObject, pointer: string): JsonValue | undefined => {
  let place: JsonValue | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    place = isObject(place) && Object.hasOwn(place, name) ? place[name] : undefined;
  }
  return place;
};

/** The keywords of a schema, with what it refers to in its own document; none where anything goes. */
export const resolveSchema = (schema: JsonValue | undefined, root: JsonObject): JsonObject => {
  let resolved = isObject(schema) ? schema : {};
  for (let hops = 0; hops < mostHops; hops += 1) {
    const { $ref: reference, ...rest } = resolved;
    if (typeof reference !== 'string') return resolved;
    const target = reference.startsWith('#') ? find(root, reference) : undefined;
    resolved = isObject(target) ? { ...target, ...rest } : rest;
  }
  return {};
};

/** The alternatives that a schema offers; empty when there are none. */
export const toAlternatives = (schema: JsonObject): readonly JsonValue[] => {
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(alternatives) ? alternatives : [];
};

/** The fields of an object's schema in their order, each with whether it must be given. */
export const toProperties = (
  schema: JsonObject,
): readonly { name: string; schema: JsonValue; isRequired: boolean }[] => {
  const { properties, required } = schema;
  if (!isObject(properties)) return [];
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: needed.includes(name),
  }));
};
