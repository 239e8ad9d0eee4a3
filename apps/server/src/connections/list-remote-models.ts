import type { ConnectionKind, ConnectionProblem } from '@signalbox/contracts';

import { remoteModelLists } from './remote-model-lists.ts';
import type { RemoteModel } from './remote-model.ts';

/** Shorter than the 5 s that a caller waits for an answer of ours. */
const timeoutMs = 4000;
/** A list of a thousand models is about 1 MB. */
const maxBytes = 8 * 1024 * 1024;
const megabyte = 1024 * 1024;

/** Where models are asked for, and with which key. */
export interface RemoteServer {
  readonly kind: ConnectionKind;
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  /** What requests go out through. */
  readonly fetch: typeof globalThis.fetch;
}

/** A server's models, or why it told none; the message is fit to be shown and says what to do. */
export type RemoteAnswer =
  | { readonly models: readonly RemoteModel[] }
  | { readonly problem: { readonly code: ConnectionProblem; readonly message: string } };

const toProblem = (code: ConnectionProblem, message: string): RemoteAnswer => ({ problem: { code, message } });

const fromStatus = (status: number, url: URL): RemoteAnswer => {
  if (status === 401 || status === 403) {
    return toProblem('key-refused', `The key was refused (${status}). Enter one that is valid for this server.`);
  }
  if (status === 429) return toProblem('rate-limited', 'The server has had too many requests (429). Try in a minute.');
  if (status >= 500) return toProblem('server-failed', `The server failed (${status}). Try again in a minute.`);
  const where = `${url.origin}${url.pathname}`;
  if (status >= 300 && status < 400) {
    return toProblem('address-wrong', `${where} leads elsewhere (${status}). Enter the address that it leads to.`);
  }
  return toProblem('address-wrong', `${where} answered ${status} and no list of models. Check the address.`);
};

/** Google says 400 of a key that it does not know: https://ai.google.dev/gemini-api/docs/troubleshooting */
const isKeyFault = ({ kind }: RemoteServer, { status }: Response, text: string): boolean =>
  kind === 'google' && status === 400 && text.includes('API_KEY_INVALID');

/** The text of an answer; undefined when it is larger than any list. */
const readText = async (response: Response): Promise<string | undefined> => {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const ask = async (server: RemoteServer, url: URL, signal: AbortSignal): Promise<RemoteAnswer> => {
  const { toHeaders, parse } = remoteModelLists[server.kind];
  const headers = { accept: 'application/json', ...(server.apiKey !== null && toHeaders(server.apiKey)) };
  // a redirect could take the key to another server
  const response = await server.fetch(url.href, { headers, redirect: 'manual', signal });
  const text = await readText(response);
  if (text === undefined) {
    return toProblem('address-wrong', `The answer is over ${maxBytes / megabyte} MB, which no list of models is.`);
  }
  if (isKeyFault(server, response, text)) return fromStatus(401, url);
  if (!response.ok) return fromStatus(response.status, url);
  const models = parse(parseJson(text));
  return models ? { models } : fromStatus(response.status, url);
};

const fromFailure = (error: unknown, url: URL): RemoteAnswer => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'BlockedAddressError') return toProblem('address-blocked', cause.message);
  }
  return toProblem('unreachable', `Nothing answers at ${url.origin}. Check the address, and that the server runs.`);
};

/**
 * The models that a server offers, within 4 s. No failure is thrown but the signal's own: what the server did wrong is an
 * answer, without the key in it.
 */
export const listRemoteModels = async (server: RemoteServer, signal?: AbortSignal): Promise<RemoteAnswer> => {
  const { vendorUrl, path } = remoteModelLists[server.kind];
  const baseUrl = server.baseUrl ?? vendorUrl;
  if (baseUrl === null) return toProblem('address-wrong', 'There is no address. Enter the one of the server.');
  const url = new URL(`${baseUrl}${path}`);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await ask(server, url, signal ? AbortSignal.any([timeout, signal]) : timeout);
  } catch (error) {
    signal?.throwIfAborted();
    if (!timeout.aborted) return fromFailure(error, url);
    return toProblem('timeout', `${url.origin} did not answer within ${timeoutMs / 1000} s. Try again, or check it.`);
  }
};
