/** Most of a body that is answered, in characters: with what is around it, what a model is shown of a result. */
const maxTextLength = 24_000;

/** Headers that tell a reader something. */
const toldHeaders = [
  'allow',
  'cache-control',
  'content-language',
  'content-type',
  'date',
  'etag',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'www-authenticate',
];

/** An answer as a model reads it. */
export interface DescribedResponse {
  readonly status: number;
  /** Where the answer came from in the end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the whole body. */
  readonly bytes: number;
  /** Parsed when it is JSON that fits; null when it is nothing that can be read. */
  readonly body: unknown;
  /** What is left out, or why there is no text. */
  readonly note?: string;
}

const toCharset = (type: string): string => /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';

const decodeAs = (bytes: Uint8Array, charset: string): string | undefined => {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
};

const parseJson = (text: string, type: string): unknown => {
  if (!/^[^;]*[/+]json\b/i.test(type)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

const describeBody = (bytes: Uint8Array, type: string): Pick<DescribedResponse, 'body' | 'note'> => {
  const text = decodeAs(bytes, toCharset(type)) ?? decodeAs(bytes, 'utf-8');
  if (text === undefined) return { body: null, note: `The body is not text (${type || 'of no named type'}).` };
  if (text.length > maxTextLength) {
    const note = `The body has ${text.length} characters; only the first ${maxTextLength} are here.`;
    return { body: text.slice(0, maxTextLength), note };
  }
  return { body: parseJson(text, type) ?? text };
};

/** Reads an answer to its end, and cuts it for a model. */
export const describeResponse = async (response: Response): Promise<DescribedResponse> => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status, url } = response;
  const told = toldHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const type = response.headers.get('content-type') ?? '';
  return { status, url, headers: Object.fromEntries(told), bytes: bytes.length, ...describeBody(bytes, type) };
};
