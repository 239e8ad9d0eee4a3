import { requestJson } from './request-json.ts';

/** Posts JSON to a route beside tRPC; throws a `RequestError` for every answer but a good one. */
export const postJson = async (path: string, body: unknown): Promise<void> => {
  await requestJson(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
};
