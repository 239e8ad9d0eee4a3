export interface JsonToken {
  /** Where in the text it begins. */
  readonly at: number;
  readonly kind: 'key' | 'string' | 'number' | 'literal' | 'mark';
  readonly text: string;
}

const pattern =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*"?)|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)|(?<mark>[^"\d\-tfn]+|.)/gs;

/** The parts of JSON text by what they are; together they are the text, which may be cut off anywhere. */
export const toJsonTokens = (json: string): JsonToken[] =>
  Array.from(json.matchAll(pattern), ({ 0: text, index: at, groups = {} }) => {
    if (groups['key'] !== undefined) return { at, kind: 'key', text };
    if (groups['string'] !== undefined) return { at, kind: 'string', text };
    if (groups['number'] !== undefined) return { at, kind: 'number', text };
    return { at, kind: groups['literal'] === undefined ? 'mark' : 'literal', text };
  });
