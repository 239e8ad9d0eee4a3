import type { SentRequest, SentResponse } from './messages.ts';

/** A request as it crosses threads. */
export const toSentRequest = async (request: Request): Promise<SentRequest> => ({
  url: request.url,
  method: request.method,
  headers: [...request.headers],
  redirect: request.redirect,
  body: request.body === null ? null : await request.arrayBuffer(),
});

/** An answer as it crosses threads: read to its end, within the bounds of the fetch that it came by. */
export const toSentResponse = async (response: Response): Promise<SentResponse> => ({
  url: response.url,
  status: response.status,
  statusText: response.statusText,
  headers: [...response.headers],
  isRedirected: response.redirected,
  body: await response.arrayBuffer(),
});

/** Answers that have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** The answer on the other side. */
export const toResponse = ({ url, status, statusText, headers, isRedirected, body }: SentResponse): Response => {
  const pairs = headers.map(([name, value]): [string, string] => [name, value]);
  const response = new Response(bodiless.has(status) ? null : body, { status, statusText, headers: pairs });
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: isRedirected } });
};
