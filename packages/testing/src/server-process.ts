import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const serverFolder = join(import.meta.dirname, '..', '..', '..', 'apps', 'server');
const startMs = 30_000;
/** This process's folder of compiled modules is one of NODE_COMPILE_CACHE: with it a start needs a fifth less of the processor. */
const ownCache = getCompileCacheDir();

interface ServerOptions {
  /** Within the server's folder; the product's own program unless said. */
  readonly program?: 'src/main.ts' | `prove/servers/${'scripted' | 'held'}-server.ts`;
  /** Settings; without any, the embedded mode, and a demo model that is quick. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real server as a process of its own, on a free port and an empty data folder. */
export class ServerProcess {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'signalbox-server-'));
  #child: ChildProcess | undefined;
  #url = '';
  #setupUrl = '';
  #output = '';
  readonly #options: ServerOptions;

  constructor(options: ServerOptions = {}) {
    this.#options = options;
  }

  get url(): string {
    return this.#url;
  }

  /** The link that the first start printed. */
  get setupUrl(): string {
    return this.#setupUrl;
  }

  /** The token of the server's own machine, with the right to everything. */
  get token(): string {
    return readFileSync(join(this.dataDir, 'cli-token'), 'utf8').trim();
  }

  /** All it has printed: its messages and its log. */
  get output(): string {
    return this.#output;
  }

  /** Starts it, after a kill on the same port again, and resolves when it printed its address and is ready. */
  async start(): Promise<void> {
    const { program = 'src/main.ts', env = {} } = this.#options;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(serverFolder, program)], {
      // nothing else of the surrounding environment
      env: {
        ...(ownCache !== undefined && { NODE_COMPILE_CACHE: dirname(ownCache) }),
        PORT: this.#url === '' ? '0' : new URL(this.#url).port,
        SIGNALBOX_DATA_DIR: this.dataDir,
        SIGNALBOX_OPEN: 'never',
        SIGNALBOX_DEMO_TOKENS_PER_SECOND: '200',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let output = '';
    const found = Promise.withResolvers<void>();
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      this.#output += chunk.toString();
      this.#url = /running at (\S+)/.exec(output)?.[1] ?? this.#url;
      this.#setupUrl = /(http\S+\/setup\?token=\S+)\n/.exec(output)?.[1] ?? this.#setupUrl;
      if (this.#url !== '' && this.#setupUrl !== '') found.resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => found.reject(new Error(`the server ended:\n${output}`)));
    const timer = setTimeout(() => found.reject(new Error(`the server did not start:\n${output}`)), startMs);
    await found.promise.finally(() => clearTimeout(timer));
  }

  /** Ends it at once, as a power button would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
