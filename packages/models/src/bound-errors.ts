import { z } from 'zod';

/** More of a refusal's body is not read: its first words are all that is used. */
const maxBodyBytes = 64 * 1024;

/** Refusals without the envelope that the SDKs open. */
const Flat = z.looseObject({
  error: z.undefined().optional(),
  message: z.string().optional(),
  detail: z.unknown().optional(),
});

const readStart = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (!body) return text;
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) break;
  }
  return text;
};

/** Servers that write `{ message }` or `{ detail }` are brought into the form the SDKs read. */
const toEnvelope = (text: string): string => {
  try {
    const { message, detail, ...rest } = Flat.parse(JSON.parse(text));
    const told = message ?? (typeof detail === 'string' ? detail : JSON.stringify(detail));
    return told === undefined ? text : JSON.stringify({ error: { ...rest, message: told } });
  } catch {
    return text;
  }
};

/**
 * The same fetch, whose refusals have a body of at most 64 kB in the form `{ error }`: the SDKs read it whole, however
 * long it is.
 */
export const boundErrors =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok) return response;
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    // of the body as it came
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name);
    const text = toEnvelope(await readStart(response));
    return new Response(text, { status, statusText, headers });
  };
