import { type AddressRules, createAddressRules } from './create-address-rules.ts';
import { createConnector, type Resolve, resolveBySystem } from './create-connector.ts';
import { BlockedAddressError, RedirectError, TimedOutError, TooLargeError } from './guarded-fetch-error.ts';
import { limitBody } from './limit-body.ts';
import { isRedirect, type OutgoingRequest, toNextRequest } from './next-request.ts';
import { toFetchError } from './to-fetch-error.ts';

export interface GuardedFetchOptions {
  /** What may be reached though it is private: `10.0.0.0/8`, `printer.example`, `printer.example:8080`, `http://127.0.0.1:11434`. */
  readonly allow?: readonly string[];
  /** Until a connection stands; 10 s unless said. */
  readonly connectMs?: number;
  /** Between two pieces of an answer, and before its first; 30 s unless said. */
  readonly idleMs?: number;
  /** From the call to the last byte of the answer, redirects included; 60 s unless said. */
  readonly wholeMs?: number;
  /** Most bytes of an answer, counted after decompression, and of a request's body; 10 MB unless said. */
  readonly maxBytes?: number;
  /** In place of the system's resolver. */
  readonly resolve?: Resolve;
}

/** `fetch` for addresses that somebody else chose. */
export interface GuardedFetch {
  (...parameters: Parameters<typeof globalThis.fetch>): Promise<Response>;
  /** Ends its connections; it can't be called after that. */
  close(): Promise<void>;
}

type Settings = Required<GuardedFetchOptions>;

const defaults = {
  allow: [],
  connectMs: 10_000,
  idleMs: 30_000,
  wholeMs: 60_000,
  maxBytes: 10_000_000,
  resolve: resolveBySystem,
} satisfies Settings;

const maxRedirects = 5;
/** Headers that are about the connection, or would make one host pass for another. */
const ownHeaders = (
  'connection content-length expect host keep-alive proxy-authenticate proxy-authorization te trailer ' +
  'transfer-encoding upgrade'
).split(' ');

/** One call under way: what ends it early, and what is to be done when it is over. */
interface Call {
  readonly abort: AbortController;
  readonly onEnd: () => void;
  readonly redirect: Request['redirect'];
}

const startCall = (settings: Settings, { url, redirect }: Request, signal: AbortSignal | null | undefined): Call => {
  const abort = new AbortController();
  const seconds = settings.wholeMs / 1000;
  const onLate = (): void => abort.abort(new TimedOutError(`${new URL(url).host} took over ${seconds} s in all.`));
  const timer = setTimeout(onLate, settings.wholeMs).unref();
  const onAbort = (): void => abort.abort(signal?.reason);
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  const onEnd = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
  return { abort, onEnd, redirect };
};

const toOutgoing = async (request: Request, { maxBytes }: Settings): Promise<OutgoingRequest> => {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of ownHeaders) headers.delete(name);
  if (!headers.has('user-agent')) headers.set('user-agent', 'Signalbox');
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  if (body && body.byteLength > maxBytes) throw new TooLargeError(`More than ${maxBytes} bytes are not sent.`);
  return { url, method: request.method, headers, body };
};

const parseUrl = (input: Parameters<typeof globalThis.fetch>[0]): URL => {
  const url = URL.parse(typeof input === 'string' || input instanceof URL ? String(input) : input.url);
  if (!url) throw new BlockedAddressError('This is no complete address such as https://example.com/page.');
  return url;
};

/** The HTTP library with our connections: loaded with the first call, since many servers never make one. */
const openLibrary = async (rules: AddressRules, settings: Settings) => {
  const { Agent, buildConnector, fetch } = await import('undici');
  const { connectMs, resolve, idleMs } = settings;
  const connect = createConnector({ rules, resolve, connectMs, build: buildConnector });
  return { fetch, agent: new Agent({ connect, headersTimeout: idleMs, bodyTimeout: idleMs }) };
};

type Library = Awaited<ReturnType<typeof openLibrary>>;
type Answer = Awaited<ReturnType<Library['fetch']>>;

const sendOnce = async ({ fetch, agent }: Library, request: OutgoingRequest, { abort }: Call): Promise<Answer> => {
  const { url, method, headers, body } = request;
  try {
    const options = {
      method,
      headers: Object.fromEntries(headers),
      redirect: 'manual',
      dispatcher: agent,
      signal: abort.signal,
    } as const;
    return await fetch(url, { ...options, body: body ?? null });
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : toFetchError(error, url.host);
  }
};

/** The answer in the form of the platform's own, with its body under the limits. */
const toResponse = (
  answer: Answer,
  request: OutgoingRequest,
  {
    settings,
    call,
    isRedirected,
  }: {
    readonly settings: Settings;
    readonly call: Call;
    readonly isRedirected: boolean;
  },
): Response => {
  const { host, href } = request.url;
  const { abort, onEnd } = call;
  const body = answer.body && limitBody(answer.body, { host, maxBytes: settings.maxBytes, abort, onEnd });
  if (!body) onEnd();
  const { status, statusText } = answer;
  const response = new Response(body, { status, statusText, headers: [...answer.headers] });
  return Object.defineProperties(response, { url: { value: href }, redirected: { value: isRedirected } });
};

/**
 * A `fetch` that reaches nothing but the public internet and what `allow` names. Addresses are checked as they are
 * written, as they resolve and as they are connected to, again at each of at most 5 redirects, on which secrets don't
 * go along to another origin. No proxy and no cookies. Throws `TypeError` for an `allow` entry that can't be read;
 * its calls reject with a `GuardedFetchError`, or with the reason of their own signal.
 */
export const createGuardedFetch = (options: GuardedFetchOptions = {}): GuardedFetch => {
  const settings: Settings = { ...defaults, ...options };
  const rules = createAddressRules(settings.allow);
  let library: Promise<Library> | undefined;

  const follow = async (request: OutgoingRequest, call: Call): Promise<Response> => {
    const opened = await (library ??= openLibrary(rules, settings));
    let current = request;
    for (let redirects = 0; ; redirects += 1) {
      rules.checkUrl(current.url);
      const answer = await sendOnce(opened, current, call);
      const location = answer.headers.get('location');
      if (call.redirect === 'manual' || location === null || !isRedirect(answer.status)) {
        return toResponse(answer, current, { settings, call, isRedirected: redirects > 0 });
      }
      await answer.body?.cancel();
      if (call.redirect === 'error') throw new RedirectError(`${current.url.host} leads on to another address.`);
      if (redirects === maxRedirects)
        throw new RedirectError(`${request.url.host} leads on over ${maxRedirects} times.`);
      current = toNextRequest(current, { status: answer.status, location });
    }
  };

  const fetch = async (...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> => {
    rules.checkUrl(parseUrl(input));
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const call = startCall(settings, request, signal);
    try {
      call.abort.signal.throwIfAborted();
      return await follow(await toOutgoing(request, settings), call);
    } catch (error) {
      call.onEnd();
      throw error;
    }
  };

  const close = async (): Promise<void> => (await library)?.agent.destroy();
  return Object.assign(fetch, { close });
};
