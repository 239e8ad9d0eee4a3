import { AppError, isJsonTooDeep, maxJsonDepth } from '@signalbox/contracts';

/** Throws `request.too-deep` for JSON text over 64 levels, found before it is parsed. */
export const assertJsonDepth = (text: string): void => {
  if (isJsonTooDeep(text)) throw new AppError('request.too-deep', `JSON may nest at most ${maxJsonDepth} levels deep.`);
};

/** The value of a JSON body. Throws `request.too-deep`, and `request.invalid` for text that is no JSON. */
export const parseJsonBody = (text: string): unknown => {
  assertJsonDepth(text);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new AppError('request.invalid', text === '' ? 'The body is empty: send JSON.' : 'The body is no valid JSON.');
  }
};
