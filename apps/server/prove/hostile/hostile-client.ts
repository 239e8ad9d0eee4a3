import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

/** Longest time that any answer may take; a chat waits for its run. */
const maxAnswerMs = 5000;
/** How often a request is sent to a busy server. */
const maxTimes = 10;

const RestError = z.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) });
const ProcedureError = z.object({
  error: z.object({ message: z.string(), data: z.object({ appCode: z.string(), requestId: z.string().min(1) }) }),
});

/** What no error says: places in code, statements of the database, folders of the machine. */
const leaks =
  /\n\s+at |node:internal|node_modules|\b(?:select|insert into|update|delete from)\b.+\b(?:from|values|set|where)\b/i;

/** What the server answered to one request. */
export interface HostileAnswer {
  readonly status: number;
  readonly text: string;
  /** Undefined when it is no JSON. */
  readonly value: unknown;
}

export interface HostileRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As it stands in the request line. */
  readonly path: string;
  /** A value is sent as JSON, bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A chat answers when its run has ended. */
  readonly mayWait?: boolean;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Text as it stands in an address: halves of characters too, as bytes that are no UTF-8. */
export const toAddressText = (text: string): string =>
  Array.from(text)
    .map((sign) => {
      if (sign.isWellFormed()) return encodeURIComponent(sign);
      const unit = sign.charCodeAt(0);
      const bytes = [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
      return bytes.map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');
    })
    .join('');

/** Sends requests and judges each answer by the rules that hold for every input. */
export class HostileClient {
  readonly #url: string;
  readonly #token: string;
  readonly #secrets: readonly string[];
  #slowestMs = 0;
  #comebacks = 0;

  constructor(url: string, token: string, secrets: readonly string[]) {
    this.#url = url;
    this.#token = token;
    this.#secrets = [token, ...secrets];
  }

  /** The longest that an answer took but a chat's, and how often a busy server was asked again. */
  get figures(): { readonly slowestMs: number; readonly comebacks: number } {
    return { slowestMs: Math.round(this.#slowestMs), comebacks: this.#comebacks };
  }

  /** The answer, of a busy server that of when it has time; what is wrong with it is added to `faults`. */
  async ask(request: HostileRequest, faults: string[]): Promise<HostileAnswer> {
    for (let times = 1; ; times += 1) {
      const { retryAfterMs, ...answer } = await this.#askOnce(request, faults);
      if (retryAfterMs === null || times === maxTimes) return answer;
      this.#comebacks += 1;
      await delay(retryAfterMs);
    }
  }

  async #askOnce(
    { method, path, body, headers = {}, mayWait = false }: HostileRequest,
    faults: string[],
  ): Promise<HostileAnswer & { readonly retryAfterMs: number | null }> {
    const startedMs = performance.now();
    const payload = body === undefined ? null : body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
    const response = await fetch(`${this.#url}${path}`, {
      method,
      body: payload,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    const answer = { status: response.status, text, value: parse(text) };
    const tookMs = performance.now() - startedMs;
    if (!mayWait) this.#slowestMs = Math.max(this.#slowestMs, tookMs);
    const where = `${method} ${path.slice(0, 80)}`;
    if (tookMs > maxAnswerMs && !mayWait) faults.push(`${where} took ${Math.round(tookMs)} ms`);
    faults.push(...this.#judge(answer, response.headers).map((fault) => `${where}: ${fault}`));
    const isBusy = response.status === 503 && text.includes('server.busy');
    return { ...answer, retryAfterMs: isBusy ? 1000 * Number(response.headers.get('retry-after')) : null };
  }

  /** Sends a whole request and goes away before its answer. */
  async sendAndLeave(path: string, body: unknown): Promise<void> {
    const { hostname, port, host } = new URL(this.#url);
    const payload = JSON.stringify(body);
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${host}`,
      `authorization: Bearer ${this.#token}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(payload)}`,
    ];
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await new Promise<void>((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${payload}`, () => resolve()));
    socket.destroy();
    await once(socket, 'close');
  }

  /** Calls a procedure as the dashboard does. */
  async call(
    kind: 'query' | 'mutation',
    name: string,
    options: { input: unknown; faults: string[] },
  ): Promise<HostileAnswer> {
    const { input, faults } = options;
    const text = JSON.stringify(input);
    return kind === 'query'
      ? this.ask({ method: 'GET', path: `/trpc/${name}?input=${encodeURIComponent(text)}` }, faults)
      : this.ask({ method: 'POST', path: `/trpc/${name}`, body: input }, faults);
  }

  /** The body of a stream of events. */
  async open(path: string): Promise<ReadableStream<Uint8Array>> {
    const headers = { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' };
    const { ok, status, body } = await fetch(`${this.#url}${path}`, { headers });
    if (!ok || !body) throw new Error(`watching answered ${status}`);
    return body;
  }

  #judge({ status, text, value }: HostileAnswer, headers: Headers): string[] {
    if (status < 400) return [];
    const faults: string[] = [];
    const isAnnounced = (status === 503 || status === 507) && headers.has('retry-after');
    if (status >= 500 && !isAnnounced) faults.push(`answered ${status}: ${text.slice(0, 200)}`);
    if (!RestError.safeParse(value).success && !ProcedureError.safeParse(value).success)
      faults.push(`an error without code, message and request id: ${text.slice(0, 200)}`);
    if (leaks.test(text)) faults.push(`tells of its inside: ${text.slice(0, 300)}`);
    if (this.#secrets.some((secret) => text.includes(secret))) faults.push('tells a secret');
    return faults;
  }
}
