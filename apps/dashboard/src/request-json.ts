import { isRecord, RequestError, textOr } from './fault.ts';

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return null;
  }
};

const toRequestError = (status: number, body: unknown): RequestError => {
  const outer = isRecord(body) ? body : {};
  const inner = isRecord(outer['error']) ? outer['error'] : outer;
  return new RequestError({
    code: textOr(inner['code'], `http.${status}`),
    message: textOr(inner['message'], 'The server could not do this.'),
    requestId: textOr(inner['requestId'], null),
  });
};

/** The answer of a route beside tRPC; throws a `RequestError` for every answer but a good one. */
export const requestJson = async (path: string, init: RequestInit): Promise<unknown> => {
  const response = await fetch(path, init).catch(() => null);
  if (response === null) {
    throw new RequestError({
      code: 'connection.failed',
      message: 'The server did not answer. Try again.',
      requestId: null,
    });
  }
  const body = await readJson(response);
  if (!response.ok) throw toRequestError(response.status, body);
  return body;
};
