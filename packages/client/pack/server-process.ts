import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, onTestFinished, TestRunner } from 'vitest';

const main = join(import.meta.dirname, '..', '..', '..', 'apps', 'server', 'src', 'main.ts');

/**
 * The real server as a process of its own, on a free port and an empty folder. It is gone when the test has ended; made
 * outside of tests, when all of the file have.
 */
export class ServerProcess {
  readonly #dataDir = makeTestFolder('client');
  #child: ChildProcess | undefined;
  #url = '';

  constructor() {
    const end = (): Promise<void> => this.kill();
    if (TestRunner.getCurrentTest()) onTestFinished(end);
    else afterAll(end);
  }

  /** The environment of a program that asks it. */
  get access(): { readonly SIGNALBOX_URL: string; readonly SIGNALBOX_API_KEY: string } {
    const key = readFileSync(join(this.#dataDir, 'cli-token'), 'utf8').trim();
    return { SIGNALBOX_URL: this.#url, SIGNALBOX_API_KEY: key };
  }

  /** Starts it, after a kill on the same port again, and resolves when it takes requests. */
  async start(settings: Readonly<Record<string, string>>): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const env = { PORT: port, SIGNALBOX_DATA_DIR: this.#dataDir, SIGNALBOX_OPEN: 'never', ...settings };
    const child = spawn(execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const ready = Promise.withResolvers<void>();
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      this.#url = /running at (\S+)/.exec(output)?.[1] ?? this.#url;
      if (output.includes('/setup?token=')) ready.resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => ready.reject(new Error(`the server ended:\n${output}`)));
    await ready.promise;
  }

  /** Ends it at once, as a power button would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
