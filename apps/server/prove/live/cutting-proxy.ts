import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** How a connection is cut. */
export const cutKinds = ['reset', 'end', 'silence', 'bad-gateway'] as const;
export type CutKind = (typeof cutKinds)[number];

/**
 * What happens to a connection. `reset`: both ends get an RST. `end`: both get a FIN. `silence`: it stays open, and nothing
 * more comes through, as when a machine or a line is gone without a word. `bad-gateway`: the request is answered 502.
 */
export interface Cut {
  readonly kind: CutKind;
  /** After so many bytes of answers, which is mostly within a frame; or after so long. */
  readonly afterBytes: number;
  readonly afterMs: number;
}

const badGateway = Buffer.from('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
/** A line that is gone is noticed at last. */
const silenceMs = 5000;

const ignore = (): void => undefined;

/** One connection through the proxy. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #port: number;
  readonly #cut: Cut | undefined;
  readonly #onCut: (kind: CutKind) => void;
  #left: number;
  #isCut = false;
  #isConnected = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    client: Socket,
    {
      port,
      cut,
      onCut,
    }: { readonly port: number; readonly cut: Cut | undefined; readonly onCut: (kind: CutKind) => void },
  ) {
    this.#client = client;
    this.#cut = cut;
    this.#onCut = onCut;
    this.#left = cut?.afterBytes ?? Infinity;
    this.#port = port;
    this.#server = connect(port, '127.0.0.1');
    for (const socket of [client, this.#server]) socket.setNoDelay().on('error', ignore);
  }

  /** Forwards both ways until it is cut. */
  join(): void {
    const [client, server, cut] = [this.#client, this.#server, this.#cut];
    if (cut) this.#timer = setTimeout(() => this.#end(Buffer.alloc(0), cut), cut.afterMs);
    server.once('connect', () => {
      this.#isConnected = true;
      if (cut?.kind === 'bad-gateway') this.#end(badGateway, cut);
    });
    client.on('data', (bytes) => this.#isCut || server.write(this.#rename(bytes)));
    server.on('data', (bytes) => this.#forward(bytes));
    client.once('close', () => {
      clearTimeout(this.#timer);
      if (!this.#isCut) server.destroy();
    });
    server.once('close', () => {
      if (this.#isCut) return;
      // a server that is not there is what proxies answer 502 for
      if (this.#isConnected) client.destroy();
      else client.end(badGateway);
    });
  }

  /** A request under the server's own name, the only one that it answers to. */
  #rename(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1');
    const isRequest = text.startsWith('GET ');
    return isRequest ? Buffer.from(text.replace(/^host: .*$/im, `host: 127.0.0.1:${this.#port}`), 'latin1') : bytes;
  }

  #forward(bytes: Buffer): void {
    if (this.#isCut) return;
    this.#left -= bytes.length;
    if (this.#left > 0 || !this.#cut) this.#client.write(bytes);
    else this.#end(bytes.subarray(0, bytes.length + this.#left), this.#cut);
  }

  #end(last: Buffer, { kind }: Cut): void {
    clearTimeout(this.#timer);
    if (this.#isCut || this.#client.destroyed) return;
    this.#isCut = true;
    this.#onCut(kind);
    const [client, server] = [this.#client, this.#server];
    if (kind === 'end' || kind === 'bad-gateway') {
      client.end(last);
      server.end();
      server.once('end', () => server.destroy());
      return;
    }
    if (kind === 'reset') {
      client.write(last, () => client.resetAndDestroy());
      server.resetAndDestroy();
      return;
    }
    client.write(last);
    server.pause();
    setTimeout(() => {
      server.resetAndDestroy();
      client.resetAndDestroy();
    }, silenceMs);
  }
}

/** A proxy between one viewer and the server, which cuts its connections. */
export class CuttingProxy {
  readonly cuts: Record<CutKind, number> = { reset: 0, end: 0, silence: 0, 'bad-gateway': 0 };
  readonly #server: Server;
  readonly #lines = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Leads to that port, and cuts connections as they are to be until so many are cut; later ones stay. */
  static async open(
    port: number,
    { most, nextCut }: { readonly most: number; readonly nextCut: () => Cut },
  ): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server);
    server.on('connection', (client) => {
      proxy.#lines.add(client);
      client.once('close', () => proxy.#lines.delete(client));
      const cut = proxy.total < most ? nextCut() : undefined;
      const onCut = (kind: CutKind): void => void (proxy.cuts[kind] += 1);
      new Line(client, { port, cut, onCut }).join();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** How many connections it has cut. */
  get total(): number {
    return Object.values(this.cuts).reduce((sum, count) => sum + count, 0);
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    for (const line of this.#lines) line.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
