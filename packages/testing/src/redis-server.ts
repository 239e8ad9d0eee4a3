import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { takePort } from './take-port.ts';

/** A Redis of the test's own that keeps nothing, to be stopped and started: needs `redis-server`, as TEST_REDIS_URL says. */
export class RedisServer {
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async open(): Promise<RedisServer> {
    const server = new RedisServer(await takePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const settings = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    const started = Promise.withResolvers<void>();
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready to accept connections')) started.resolve();
    });
    child.once('error', started.reject);
    child.once('exit', () => started.reject(new Error(`redis-server ended:\n${output}`)));
    await started.promise;
  }

  /** Stops answering, its connections open. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
