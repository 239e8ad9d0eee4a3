import { LiveFrame } from '@signalbox/contracts';

import { readMessages, type StreamMessage } from '../../prove/read-messages.ts';

/** `live.watch` as it comes over HTTP: keeps all messages. */
export class RawStream {
  readonly messages: StreamMessage[] = [];
  readonly response: Response;
  readonly ended: Promise<void>;
  readonly #leave: AbortController;
  #news = Promise.withResolvers<void>();

  private constructor(response: Response, leave: AbortController) {
    this.response = response;
    this.#leave = leave;
    this.ended = this.#read();
  }

  static async open(url: string, input: object, headers: Readonly<Record<string, string>>): Promise<RawStream> {
    const leave = new AbortController();
    const query = encodeURIComponent(JSON.stringify(input));
    const init = { headers: { accept: 'text/event-stream', ...headers }, signal: leave.signal };
    return new RawStream(await fetch(`${url}/trpc/live.watch?input=${query}`, init), leave);
  }

  get frames(): LiveFrame[] {
    const data = this.messages.filter(({ event }) => event === undefined);
    return data.map((message) => LiveFrame.parse(JSON.parse(message.data)));
  }

  /** What to go on from. */
  get lastId(): string {
    return this.messages.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  /** Resolves once a frame or an event of this type has come; never, when none does. */
  async until(type: LiveFrame['type'] | 'ping' | 'serialized-error'): Promise<void> {
    const isThere = (): boolean =>
      this.frames.some((frame) => frame.type === type) || this.messages.some(({ event }) => event === type);
    while (!isThere()) await this.#news.promise;
  }

  leave(): void {
    this.#leave.abort();
  }

  async #read(): Promise<void> {
    if (!this.response.body) return;
    try {
      for await (const message of readMessages(this.response.body)) {
        this.messages.push(message);
        const news = this.#news;
        this.#news = Promise.withResolvers();
        news.resolve();
      }
    } catch {
      // cut, by this side or the other
    }
  }
}
