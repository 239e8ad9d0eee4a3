import { request } from 'node:http';

import { z } from 'zod';

const Message = z.looseObject({ type: z.string() });
type Message = z.infer<typeof Message>;

export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
}

/** A WebSocket as a test reads it: keeps what comes until it is taken. */
export class SocketClient {
  readonly messages: Message[] = [];
  /** Resolves with the code and reason of the close. */
  readonly closed: Promise<readonly [number, string]>;
  readonly #socket: WebSocket;
  #news = Promise.withResolvers<void>();

  private constructor(url: string, { headers = {}, protocols = [] }: SocketOptions) {
    this.#socket = new WebSocket(url.replace(/^http/, 'ws'), { headers: { ...headers }, protocols: [...protocols] });
    this.#socket.addEventListener('message', ({ data }) => {
      this.messages.push(Message.parse(JSON.parse(String(data))));
      this.#tell();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.addEventListener('close', ({ code, reason }) => {
        resolve([code, reason]);
        this.#tell();
      });
    });
  }

  /** Resolves when the socket is open; rejects when it is refused. */
  static async open(url: string, options: SocketOptions): Promise<SocketClient> {
    const client = new SocketClient(url, options);
    await new Promise((resolve, reject) => {
      client.#socket.addEventListener('open', resolve);
      client.#socket.addEventListener('error', () => reject(new Error(`${url} did not open`)));
    });
    return client;
  }

  /** The protocol that the server chose. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  send(message: object | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** All messages up to and with the first of this type that was not taken yet; fails when the socket is closed before. */
  async take(type: string): Promise<Message[]> {
    for (;;) {
      const index = this.messages.findIndex((message) => message.type === type);
      if (index >= 0) return this.messages.splice(0, index + 1);
      if (this.#socket.readyState === WebSocket.CLOSED) {
        throw new Error(`closed without ${type}: ${JSON.stringify(this.messages)}`);
      }
      await this.#news.promise;
    }
  }

  close(): void {
    this.#socket.close();
  }

  #tell(): void {
    const news = this.#news;
    this.#news = Promise.withResolvers();
    news.resolve();
  }
}

/** What a server answers who wants to open a socket: 101, or the status and body of its refusal. */
export const upgrade = (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly status: number | undefined;
    readonly retryAfter: string | undefined;
    readonly body: string;
    /** Ends the connection, without a word. */
    readonly cut: () => void;
  }>();
  const asked = request(url, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  });
  asked.on('upgrade', (answer, socket) => {
    socket.on('error', () => undefined);
    resolve({ status: answer.statusCode, retryAfter: undefined, body: '', cut: () => socket.destroy() });
  });
  asked.on('response', (answer) => {
    let body = '';
    answer.setEncoding('utf8').on('data', (text: string) => (body += text));
    const retryAfter = answer.headers['retry-after'];
    answer.on('end', () => resolve({ status: answer.statusCode, retryAfter, body, cut: () => undefined }));
  });
  asked.on('error', reject);
  asked.end();
  return promise;
};
