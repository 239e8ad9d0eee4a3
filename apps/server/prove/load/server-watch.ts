import { readFileSync } from 'node:fs';

import type { ServerProcess } from '../servers/server-process.ts';

const everyMs = 1000;

/** Of the server's process, sampled once a second. */
export interface WatchedServer {
  readonly mostMemoryMb: number;
  /** The longest time that its event loop was held up, as its own metrics say. */
  readonly longestLoopMs: number;
}

/** Memory that the process holds now. */
export const readRssMb = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** What `/metrics` says of a name, NaN when it says nothing. */
export const readMetric = (metrics: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? NaN);

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
    this.#asked = this.#readMetrics().then(() => undefined);
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
    const loopMs = readMetric(await this.#readMetrics(), 'nodejs_eventloop_lag_max_seconds') * 1000;
    this.#longestLoopMs = Math.max(this.#longestLoopMs, loopMs);
  }

  async #readMetrics(): Promise<string> {
    const headers = { authorization: `Bearer ${this.#server.token}` };
    return (await fetch(`${this.#server.url}/metrics`, { headers })).text();
  }
}
