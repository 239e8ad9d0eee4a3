import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Time between two looks whether a target is ready. */
const lookMs = 250;

interface Target {
  readonly url: string;
  isReady: boolean;
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';

/**
 * What stands in front of several web processes, as docs/guides/deploy.md has it: sends requests to those that are ready,
 * in turn, over a connection each, passes answers on as they come, and asks the next one when a connection is refused: then
 * nothing has been sent.
 */
export class RoundRobinFront {
  readonly #targets: readonly Target[];
  readonly #server: Server;
  readonly #looking: NodeJS.Timeout;
  #turn = 0;

  private constructor(urls: readonly string[]) {
    this.#targets = urls.map((url) => ({ url, isReady: true }));
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#looking = setInterval(() => void this.#look(), lookMs);
  }

  static async open(port: number, urls: readonly string[]): Promise<RoundRobinFront> {
    const front = new RoundRobinFront(urls);
    front.#server.listen(port, '127.0.0.1');
    await once(front.#server, 'listening');
    return front;
  }

  close(): void {
    clearInterval(this.#looking);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #look(): Promise<void> {
    for (const target of this.#targets) {
      const isReady = await fetch(`${target.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      target.isReady = isReady;
    }
  }

  /** The next in turn that is ready, and after it the others. */
  #inOrder(): Target[] {
    this.#turn = (this.#turn + 1) % this.#targets.length;
    const all = [...this.#targets.slice(this.#turn), ...this.#targets.slice(0, this.#turn)];
    return all.toSorted((one, other) => Number(other.isReady) - Number(one.isReady));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await buffer(request);
      const answer = await this.#forward(request, body);
      response.once('close', () => answer.destroy());
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.once('error', () => response.destroy());
      answer.pipe(response);
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  }

  async #forward({ method, url = '/', headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const options: RequestOptions = {
      headers: { ...headers, connection: 'close' },
      agent: false,
      ...(method !== undefined && { method }),
    };
    for (const target of this.#inOrder()) {
      try {
        const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
        httpRequest(new URL(url, target.url), options, resolve).once('error', reject).end(body);
        return await promise;
      } catch (error) {
        if (!isRefused(error)) throw error;
        target.isReady = false;
      }
    }
    throw new Error('no web process takes connections');
  }
}
