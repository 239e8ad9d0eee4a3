import { z } from 'zod';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Whether the value is an object, not an array. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON value. */
export const JsonValue: z.ZodType<JsonValue> = z.json();
export const JsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** Deepest nesting accepted anywhere: far below the about 5,000 levels at which PGlite loses a row silently. */
export const maxJsonDepth = 64;

/**
 * Whether JSON text nests deeper than `limit`, found by scanning brackets outside strings, so that
 * hostile text is refused before it is parsed. Says nothing about whether the text is valid JSON.
 */
export const isJsonTooDeep = (text: string, limit: number = maxJsonDepth): boolean => {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
};

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text that every database and wire takes: NUL and lone surrogates become U+FFFD, the rest is unchanged. */
export const cleanText = (text: string): string => text.replaceAll('\0', '\uFFFD').replace(lone, '\uFFFD');

/** Whether `cleanText` would change the text. Names and ids refuse such text, payloads clean it. */
export const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The same JSON with all of its texts and names clean. */
export const cleanJson = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleanText(name), cleanJson(member)]));
};
