import { AppError, isJsonTooDeep, maxJsonDepth } from '@signalbox/contracts';

/** Throws `request.too-deep` for JSON text over 64 levels, found before it is parsed. */
export const assertJsonDepth = (text: string): void => {
  if (isJsonTooDeep(text)) throw new AppError('request.too-deep', `JSON may nest at most ${maxJsonDepth} levels deep.`);
};

/** The text of a body. Throws `request.invalid` for bytes that are no UTF-8. */
export const decodeBody = (body: string | Uint8Array): string => {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new AppError('request.invalid', 'The body is no valid UTF-8.');
  }
};

/**
 * The value of a JSON body. Throws `request.too-deep`, and `request.invalid` for what is no JSON, or bytes that are no
 * UTF-8.
 */
export const parseJsonBody = (body: string | Uint8Array): unknown => {
  const text = decodeBody(body);
  assertJsonDepth(text);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new AppError('request.invalid', text === '' ? 'The body is empty: send JSON.' : 'The body is no valid JSON.');
  }
};
