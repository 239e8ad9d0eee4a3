import { JsonObject, type JsonValue } from '@signalbox/contracts';

/** A call's arguments as the object that every vendor wants in a history: what was no object is told as `text`. */
export const toArgumentObject = (args: JsonValue): JsonObject => {
  const parsed = JsonObject.safeParse(args);
  return parsed.success ? parsed.data : { text: args };
};
