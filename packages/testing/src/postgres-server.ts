import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';

import { takePort } from './take-port.ts';

/** Where Debian keeps the programs of each version. */
const versionsFolder = '/usr/lib/postgresql';

const findPrograms = (): string => {
  const newest = readdirSync(versionsFolder)
    .toSorted((left, right) => Number(left) - Number(right))
    .at(-1);
  return join(versionsFolder, newest ?? '', 'bin');
};

/** PostgreSQL refuses to be run by root. */
const toUser = (): Pick<SpawnOptions, 'uid' | 'gid'> => {
  if (getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** A PostgreSQL of the test's own, to be killed and started: needs Debian's `postgresql`, as TEST_DATABASE_URL says. */
export class PostgresServer {
  readonly #folder: string;
  readonly #programs = findPrograms();
  readonly #user = toUser();
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = mkdtempSync(join(folder, 'signalbox-postgres-'));
  }

  /** Its files are in a new folder of `folder`. */
  static async open({ folder = tmpdir() }: { readonly folder?: string } = {}): Promise<PostgresServer> {
    const server = new PostgresServer(await takePort(), folder);
    const { uid, gid } = server.#user;
    if (uid !== undefined && gid !== undefined) chownSync(server.#folder, uid, gid);
    const settings = ['--pgdata', server.#cluster, '--auth', 'trust', '--username', 'postgres', '--encoding', 'UTF8'];
    execFileSync(join(server.#programs, 'initdb'), [...settings, '--locale', 'C.UTF-8'], {
      ...server.#user,
      stdio: 'ignore',
    });
    await server.start();
    return server;
  }

  get #cluster(): string {
    return join(this.#folder, 'cluster');
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.#port}/postgres`;
  }

  /** Whether the process that was started last has not ended. */
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when it takes connections: after a kill, when it has recovered. */
  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.#folder}`];
    const flags = ['-D', this.#cluster, '-p', String(this.#port), ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(join(this.#programs, 'postgres'), flags, {
      ...this.#user,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    const started = Promise.withResolvers<void>();
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('ready to accept connections')) started.resolve();
    });
    child.once('error', started.reject);
    child.once('exit', () => started.reject(new Error(`postgres ended:\n${output}`)));
    await started.promise;
  }

  /** Ends it at once, with all its sessions; what was committed stays. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const gone = once(child, 'exit');
    // an "immediate shutdown": its processes are ended too, which SIGKILL would leave behind
    child.kill('SIGQUIT');
    await gone;
  }

  /** Ends it and removes its files. */
  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
