import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, env as ownEnv } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

import { unpackDatabase } from '@signalbox/database/testing';
import { z } from 'zod';

const Answer = z.object({
  result: z.object({ data: z.unknown() }).optional(),
  error: z.object({ message: z.string() }).optional(),
});

export interface ServerSettings {
  readonly dataDir: string;
  readonly port: number;
  readonly toolsDir: string;
  readonly databaseUrl: string | undefined;
  readonly providerLedger: string;
  /** More of the server's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** In place of all of them. */
  readonly role?: 'web' | 'worker';
  /** In place of 40. */
  readonly demoTokensPerSecond?: number;
  /** In place of the one with the scripted model. */
  readonly program?: 'clock-server.ts' | 'hostile-server.ts';
}

/** A server process that can be killed and started again on the same data. */
export class ServerProcess {
  readonly #settings: ServerSettings;
  #child: ChildProcess | undefined;
  #closed: Promise<unknown> = Promise.resolve();
  #output = '';

  constructor(settings: ServerSettings) {
    this.#settings = settings;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#settings.port}`;
  }

  /** The last of what it said since it was started last, for whoever wonders why it ended. */
  get output(): string {
    return this.#output;
  }

  /** Whether the process that was started last has not ended. */
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The token of the server's own machine. */
  get token(): string {
    return readFileSync(join(this.#settings.dataDir, 'cli-token'), 'utf8').trim();
  }

  /**
   * Resolves when the server is ready to take runs; rejects when it ends before. The tables of an embedded database stand
   * already: who wants a first start for real launches it.
   */
  async start(): Promise<void> {
    const { dataDir, databaseUrl } = this.#settings;
    if (databaseUrl === undefined) await unpackDatabase(dataDir);
    this.launch();
    await this.untilReady();
  }

  /** Begins to start it. */
  launch(): void {
    const { dataDir, port, toolsDir, databaseUrl, providerLedger, role = 'all', demoTokensPerSecond } = this.#settings;
    const { program = 'scripted-server.ts', environment } = this.#settings;
    const env = {
      ...ownEnv,
      PORT: String(port),
      SIGNALBOX_DATA_DIR: dataDir,
      SIGNALBOX_TOOLS_DIR: toolsDir,
      PROVIDER_LEDGER: providerLedger,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      ...(demoTokensPerSecond !== undefined && { SIGNALBOX_DEMO_TOKENS_PER_SECOND: String(demoTokensPerSecond) }),
      ...environment,
    };
    const child = spawn(execPath, [join(import.meta.dirname, program), '--role', role], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#closed = once(child, 'close');
    this.#output = '';
    const collect = (chunk: Buffer): void => {
      this.#output = `${this.#output}${chunk.toString()}`.slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
  }

  /** Resolves when what was launched is ready to take runs; rejects when it ends before. */
  async untilReady(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      if (!this.isRunning || tries > 600) throw new Error(`the server did not start:\n${this.#output}`);
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      await delay(50);
    }
  }

  /** Resolves when it has ended and all it said is in `output`: with its exit code, null after a signal. */
  async untilEnded(): Promise<number | null> {
    await this.#closed;
    return this.#child?.exitCode ?? null;
  }

  /** Resolves when it has said the words, or has ended. */
  async untilSaid(words: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (this.#output.includes(words)) resolve();
    };
    const streams = [this.#child?.stdout, this.#child?.stderr];
    for (const stream of streams) stream?.on('data', look);
    look();
    await Promise.race([promise, this.#closed]);
    for (const stream of streams) stream?.off('data', look);
  }

  /** Ends it, as a power button would unless told otherwise; answers with its exit code when it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  /** Calls a procedure with the token of the server's own machine. */
  async call(kind: 'query' | 'mutation', procedure: string, input: unknown): Promise<unknown> {
    const authorization = `Bearer ${this.token}`;
    const text = JSON.stringify(input);
    const response =
      kind === 'query'
        ? await fetch(`${this.url}/trpc/${procedure}?input=${encodeURIComponent(text)}`, { headers: { authorization } })
        : await fetch(`${this.url}/trpc/${procedure}`, {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: text,
          });
    const { result, error } = Answer.parse(await response.json());
    if (!response.ok) throw new Error(`${procedure}: ${response.status} ${error?.message ?? ''}`);
    return result?.data;
  }
}
