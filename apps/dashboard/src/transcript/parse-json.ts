import type { JsonValue } from '@signalbox/contracts';

/** The object or list that a text holds as JSON; undefined when it holds none. */
export const parseJson = (text: string): JsonValue | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const parse: (json: string) => JsonValue = JSON.parse;
    return parse(text);
  } catch {
    return undefined;
  }
};
