import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/contracts';

const unsupported = ['allOf', 'oneOf', 'not', 'if', 'dependentRequired', 'dependentSchemas', 'patternProperties'];

const toList = (value: JsonValue | undefined): JsonValue[] => {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
};

/** Whether every object is closed and asks for all its properties. */
const isClosed = (schema: JsonObject): boolean => {
  if (schema['type'] !== 'object' && !('properties' in schema)) return true;
  const names = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const required = toList(schema['required']);
  return schema['additionalProperties'] === false && names.every((name) => required.includes(name));
};

/**
 * Whether OpenAI takes the schema in strict mode, where the answer always fits it. Strict mode refuses open objects and
 * optional properties: https://platform.openai.com/docs/guides/structured-outputs.
 */
export const isStrictSchema = (schema: JsonValue): boolean => {
  if (!isJsonObject(schema) || unsupported.some((word) => word in schema) || !isClosed(schema)) return false;
  const { properties, $defs, definitions, anyOf, items } = schema;
  const inner = [properties, $defs, definitions, anyOf].flatMap(toList);
  return [...inner, ...(items === undefined ? [] : [items])].every(isStrictSchema);
};
