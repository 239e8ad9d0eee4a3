import { readRssMb } from '../../bench/figures.ts';
import { readMetrics } from '../servers/read-metrics.ts';
import type { ServerProcess } from '../servers/server-process.ts';

const everyMs = 1000;

/** Of the server's process, sampled once a second. */
export interface WatchedServer {
  readonly mostMemoryMb: number;
  /** The longest time that its event loop was held up, as its own metrics say. */
  readonly longestLoopMs: number;
}

/** Watches memory and event loop of a server, until it is closed. */
export class ServerWatch {
  readonly #server: ServerProcess;
  readonly #timer: NodeJS.Timeout;
  #asked: Promise<void> = Promise.resolve();
  #mostMemoryMb = 0;
  #longestLoopMs = 0;

  private constructor(server: ServerProcess) {
    this.#server = server;
    this.#timer = setInterval(() => {
      this.#asked = this.#asked.then(() => this.#look());
    }, everyMs);
    // what its metrics say first is of its start
    this.#asked = readMetrics(this.#server).then(() => undefined);
  }

  static open(server: ServerProcess): ServerWatch {
    return new ServerWatch(server);
  }

  async close(): Promise<WatchedServer> {
    clearInterval(this.#timer);
    await this.#asked;
    await this.#look();
    return { mostMemoryMb: Math.round(this.#mostMemoryMb), longestLoopMs: Math.round(this.#longestLoopMs) };
  }

  async #look(): Promise<void> {
    this.#mostMemoryMb = Math.max(this.#mostMemoryMb, readRssMb(this.#server.pid));
    const metric = await readMetrics(this.#server);
    const loopMs = metric('nodejs_eventloop_lag_max_seconds') * 1000;
    this.#longestLoopMs = Math.max(this.#longestLoopMs, loopMs);
  }
}
