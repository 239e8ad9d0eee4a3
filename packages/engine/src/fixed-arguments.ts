import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/contracts';

/** Arguments of one tool that the agent's definition sets; undefined for none. */
type Fixed = JsonObject | undefined;

/** What the model is told of the arguments: those that it can set. */
export const hideFixed = (schema: Readonly<JsonObject>, fixed: Fixed): JsonObject => {
  const { properties, required, ...rest } = schema;
  if (fixed === undefined || !isJsonObject(properties)) return { ...schema };
  const left = Object.entries(properties).filter(([name]) => !Object.hasOwn(fixed, name));
  const needed = Array.isArray(required)
    ? required.filter((name) => typeof name === 'string' && !Object.hasOwn(fixed, name))
    : [];
  return { ...rest, properties: Object.fromEntries(left), ...(needed.length > 0 && { required: needed }) };
};

/** What the tool gets: the model's arguments, with the fixed ones over them. */
export const addFixed = (asked: JsonValue, fixed: Fixed): JsonValue =>
  fixed !== undefined && isJsonObject(asked) ? { ...asked, ...fixed } : asked;

/** What the model is shown of a call that it made: its own arguments. */
export const dropFixed = (called: JsonValue, fixed: Fixed): JsonValue =>
  fixed !== undefined && isJsonObject(called)
    ? Object.fromEntries(Object.entries(called).filter(([name]) => !Object.hasOwn(fixed, name)))
    : called;
