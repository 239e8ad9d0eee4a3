import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env as ownEnv, kill } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

import type { ComposeService } from './read-compose.ts';

const checkout = join(import.meta.dirname, '../../../..');
/** A service that takes longer to be ready is broken. */
const startMs = 120_000;

/** A process and everything that it has started. */
const listTree = (pid: number): number[] => {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
    return [pid, ...children.flatMap((child) => listTree(Number(child)))];
  } catch {
    return [];
  }
};

/** A service of docker-compose.yml as processes of this machine: what `docker kill`, `stop` and `start` do to it. */
export class ServiceProcess {
  readonly name: string;
  readonly #service: ComposeService;
  readonly #isReady: () => Promise<boolean>;
  #child: ChildProcess | undefined;
  #output = '';

  /** `isReady` is asked until it says so; it may throw meanwhile. */
  constructor(name: string, service: ComposeService, isReady: () => Promise<boolean>) {
    this.name = name;
    this.#service = service;
    this.#isReady = isReady;
  }

  /** The last of what it said. */
  get output(): string {
    return this.#output;
  }

  get #isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it without waiting until it is ready. */
  begin(): void {
    const [command = '', ...args] = this.#service.command;
    const child = spawn(command, args, {
      cwd: checkout,
      env: { ...ownEnv, ...this.#service.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const collect = (chunk: Buffer): void => {
      this.#output = `${this.#output}${chunk.toString()}`.slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // what can't be started at all is told by `untilReady`
    child.once('error', (error) => collect(Buffer.from(error.message)));
  }

  async untilReady(): Promise<void> {
    for (const endMs = Date.now() + startMs; ; await delay(50)) {
      if (!this.#isRunning || Date.now() > endMs) throw new Error(`${this.name} did not start:\n${this.#output}`);
      if (await this.#isReady().catch(() => false)) return;
    }
  }

  async start(): Promise<void> {
    this.begin();
    await this.untilReady();
  }

  /** Ends all of its processes at once, as `docker kill` does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child?.pid || !this.#isRunning) return;
    const gone = once(child, 'close');
    for (const pid of listTree(child.pid)) kill(pid, 'SIGKILL');
    await gone;
  }

  /** Tells it to stop, as `docker stop` does; how it ended. */
  async stop(): Promise<{ readonly exitCode: number | null; readonly tookMs: number }> {
    const child = this.#child;
    if (!child || !this.#isRunning) return { exitCode: child?.exitCode ?? null, tookMs: 0 };
    const fromMs = performance.now();
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
    return { exitCode: child.exitCode, tookMs: Math.round(performance.now() - fromMs) };
  }
}
