import { RedirectError } from './guarded-fetch-error.ts';

/** A request as it goes out; its body is held whole, since a redirect may ask for it again. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** Headers that tell nothing of who asks: all others stay behind when the answer leads to another origin. */
const harmlessHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'idempotency-key',
  'range',
  'user-agent',
]);
const bodyHeaders = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'];

/** Whether the status leads to another address; the fetch standard knows no others. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

const becomesGet = (status: number, method: string): boolean =>
  status === 303 ? method !== 'GET' && method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';

const parseLocation = (location: string, { url }: OutgoingRequest): URL => {
  const next = URL.parse(location, url.href);
  if (!next) throw new RedirectError(`${url.host} leads on to an address that can’t be read.`);
  return next;
};

/**
 * The request that a redirecting answer asks for, by the rules of the fetch standard, but for headers: across
 * origins only harmless ones go along. Throws `RedirectError` rather than to send a body or a secret in the clear.
 */
export const toNextRequest = (
  request: OutgoingRequest,
  { status, location }: { readonly status: number; readonly location: string },
): OutgoingRequest => {
  const url = parseLocation(location, request);
  const headers = new Headers(request.headers);
  const isGet = becomesGet(status, request.method);
  if (isGet) for (const name of bodyHeaders) headers.delete(name);
  const body = isGet ? undefined : request.body;
  const method = isGet ? 'GET' : request.method;
  if (url.origin === request.url.origin) return { url, method, headers, body };
  const secrets = [...headers.keys()].filter((name) => !harmlessHeaders.has(name));
  if (request.url.protocol === 'https:' && url.protocol === 'http:' && (secrets.length > 0 || body)) {
    throw new RedirectError(`${request.url.host} leads from https to http, where what is sent could be read.`);
  }
  for (const name of secrets) headers.delete(name);
  return { url, method, headers, body };
};
