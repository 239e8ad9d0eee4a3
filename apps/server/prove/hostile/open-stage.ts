import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Run, RunDetail, StartedRun } from '@signalbox/contracts';
import { unpackDatabase } from '@signalbox/database/testing';
import { takePort } from '@signalbox/testing/take-port';
import { z } from 'zod';

import { judgeLog } from '../crash/judge-runs.ts';
import { ServerProcess } from '../servers/server-process.ts';
import type { HeldUp } from '../servers/watch-loop.ts';
import { type Bystander, placeBystander } from './bystander.ts';
import { HostileClient } from './hostile-client.ts';
import { allowedHost, openWorld, type World } from './open-world.ts';
import { RunEnds } from './run-ends.ts';
import { toVendorEnvironment, vendorKey } from './vendor-environment.ts';
import { openVendorServer, type VendorServer } from './vendor-server.ts';

/** Seconds of silence after which the server under test gives a model call up. */
const silenceSeconds = '3';

/** The owner, who signs in as people do. */
const owner = { email: 'owner@example.com', password: 'long enough to sign in 1' };

const RunPage = z.object({ items: z.array(Run), nextCursor: z.string().nullable() });
const ProcedureAnswer = z.object({ result: z.object({ data: z.unknown() }) });

export interface StageOptions {
  readonly databaseUrl: string | undefined;
  /** Files of the operator's tools folder, by name. */
  readonly toolFiles: Readonly<Record<string, string>>;
}

/** What a procedure answered with; throws when it failed. */
export const toResult = (answer: { readonly value: unknown; readonly text: string }): unknown => {
  const parsed = ProcedureAnswer.safeParse(answer.value);
  if (!parsed.success) throw new Error(`the procedure failed: ${answer.text.slice(0, 300)}`);
  return parsed.data.result.data;
};

/** A real server with everything around it that the cases play against. */
export class Stage {
  readonly client: HostileClient;
  readonly models: VendorServer;
  readonly world: World;
  /** Until the server was ready. */
  readonly startMs: number;
  readonly #server: ServerProcess;
  readonly #pid: number | undefined;
  readonly #folder: string;
  readonly #databasePort: string;
  readonly #bystander: Bystander;
  readonly #ends: RunEnds;
  #started = 0;
  #reported = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    readonly server: ServerProcess;
    readonly models: VendorServer;
    readonly world: World;
    readonly bystander: Bystander;
    readonly folder: string;
    readonly startMs: number;
    readonly databaseUrl: string | undefined;
  }) {
    const { server, models, world, bystander, folder, startMs, databaseUrl } = parts;
    this.#server = server;
    this.#bystander = bystander;
    this.#pid = server.pid;
    this.#folder = folder;
    this.#databasePort = databaseUrl === undefined ? '' : new URL(databaseUrl).port || '5432';
    this.models = models;
    this.world = world;
    this.startMs = startMs;
    this.client = new HostileClient(server.url, server.token, [vendorKey, folder]);
    this.#ends = new RunEnds(this.client);
  }

  /** Where the server listens. */
  get url(): string {
    return this.#server.url;
  }

  /** The token of the server's own machine. */
  get token(): string {
    return this.#server.token;
  }

  /** The cookie of a new session of the owner. */
  async signIn(): Promise<string> {
    const headers = { 'content-type': 'application/json', origin: this.url };
    const body = JSON.stringify(owner);
    const answer = await fetch(`${this.url}/auth/sign-in/email`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`signing in answered ${answer.status}`);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }

  /** The folder of files that the workspace's tools share. */
  filesFolder(workspaceId: string): string {
    return join(this.#folder, 'data', 'files', workspaceId);
  }

  /** A folder that is none of the workspace's. */
  get outside(): string {
    return this.#folder;
  }

  /** Does the work when all of these before it are done. */
  takeTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** A run that was accepted is one more that must end. */
  countStart(): void {
    this.#started += 1;
  }

  /** Rows of reports that were accepted are as many runs more. */
  countReported(rows: number): void {
    this.#reported += rows;
  }

  async startRun(input: { readonly message: string; readonly model: string }): Promise<string> {
    const faults: string[] = [];
    const started = StartedRun.parse(toResult(await this.client.call('mutation', 'runs.start', { input, faults })));
    if (faults.length > 0) throw new Error(faults.join('; '));
    this.countStart();
    return started.runId;
  }

  async readRun(runId: string, faults: string[] = []): Promise<RunDetail> {
    return RunDetail.parse(toResult(await this.client.call('query', 'runs.get', { input: { runId }, faults })));
  }

  /** The run when it has ended; throws when it does not. */
  async untilEnd(runId: string, faults: string[] = []): Promise<RunDetail> {
    await this.#ends.until(runId);
    return this.readRun(runId, faults);
  }

  /** What no input may do: end the process. */
  judgeProcess(): string[] {
    const isSame = this.#server.isRunning && this.#server.pid === this.#pid;
    return isSame ? [] : [`the process ended:\n${this.#server.output}`];
  }

  /** What all inputs together may not do: leave runs open or half stored, or reach what is forbidden. */
  async judgeWhole(): Promise<string[]> {
    const faults = [...this.#ends.faults, ...this.judgeProcess()];
    if (!this.#server.isRunning) return faults;
    const runs: string[] = [];
    let reported = 0;
    let cursor: string | null = null;
    do {
      const input: Record<string, unknown> = { limit: 100, ...(cursor !== null && { cursor }) };
      const page = RunPage.parse(toResult(await this.client.call('query', 'runs.list', { input, faults })));
      const own = page.items.filter(({ source }) => source !== 'report');
      runs.push(...own.map(({ id }) => id));
      reported += page.items.length - own.length;
      cursor = page.nextCursor;
    } while (cursor !== null);
    if (runs.length !== this.#started) faults.push(`${this.#started} runs were accepted, ${runs.length} are stored`);
    if (reported !== this.#reported) faults.push(`${this.#reported} rows were accepted, ${reported} are stored`);
    for (const runId of runs) {
      const run = await this.readRun(runId, faults);
      faults.push(...judgeLog(run).map((fault) => `${runId}: ${fault}`));
    }
    return [...faults, ...this.#judgeConnections(), ...this.world.findForbidden()];
  }

  /** Times that the server's event loop was held up for. */
  readHeldUps(): HeldUp[] {
    return this.#readLedger('held-up').map((line) => {
      const [ms = 0, fromMs = 0, toMs = 0] = line.split(' ').map(Number);
      return { ms, fromMs, toMs };
    });
  }

  /** Ends the server; what all inputs together did to a workspace that they are not about. */
  async judgeBystander(): Promise<string[]> {
    await this.#server.kill('SIGTERM');
    return this.#bystander.findChanges();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.#server.kill('SIGTERM');
    await Promise.all([this.models.close(), this.world.close()]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What the server's program wrote down under the word. */
  #readLedger(word: string): string[] {
    const lines = readFileSync(join(this.#folder, 'ledger.txt'), 'utf8').split('\n');
    return lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  }

  /** Where the process tried to connect to, as the platform saw it, but to what it may. */
  #judgeConnections(): string[] {
    const mayReach = new Set([`127.0.0.1 ${new URL(this.models.url).port}`]);
    const odd = this.#readLedger('connect')
      .filter((line) => !line.startsWith(`${allowedHost} `) && !mayReach.has(line))
      .filter((line) => this.#databasePort === '' || !line.endsWith(` ${this.#databasePort}`));
    return [...new Set(odd)].map((line) => `the server tried to connect to ${line}`);
  }
}

/** Starts the server, the vendors it talks to and the world around it, in a folder that is gone afterwards. */
export const openStage = async ({ databaseUrl, toolFiles }: StageOptions): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-hostile-'));
  const toolsDir = join(folder, 'tools');
  mkdirSync(toolsDir);
  for (const [name, text] of Object.entries(toolFiles)) writeFileSync(join(toolsDir, name), text);
  const ledger = join(folder, 'ledger.txt');
  writeFileSync(ledger, '');
  const passwordFile = join(folder, 'password.txt');
  writeFileSync(passwordFile, owner.password);
  const [models, world] = await Promise.all([openVendorServer(), openWorld()]);
  const dataDir = join(folder, 'data');
  const server = new ServerProcess({
    dataDir,
    port: await takePort(),
    toolsDir,
    databaseUrl,
    providerLedger: '',
    demoTokensPerSecond: 0,
    program: 'hostile-server.ts',
    environment: {
      ...toVendorEnvironment(models.url),
      OWNER_EMAIL: owner.email,
      OWNER_PASSWORD_FILE: passwordFile,
      HOSTILE_LEDGER: ledger,
      HOSTILE_DNS: JSON.stringify({
        'rebind.test': [allowedHost, '127.0.0.1'],
        'good.test': [allowedHost],
        'evil.test': [allowedHost],
      }),
      SIGNALBOX_ALLOW_ADDRESSES: `${allowedHost}/32`,
      SIGNALBOX_MODEL_FIRST_EVENT_SECONDS: silenceSeconds,
      SIGNALBOX_MODEL_IDLE_SECONDS: silenceSeconds,
      LOG_LEVEL: 'error',
    },
  });
  let bystander: Bystander;
  let startedMs = 0;
  try {
    if (databaseUrl === undefined) await unpackDatabase(dataDir);
    bystander = await placeBystander({ databaseUrl, dataDir });
    startedMs = performance.now();
    await server.start();
  } catch (error) {
    await server.kill();
    await Promise.all([models.close(), world.close()]);
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const startMs = performance.now() - startedMs;
  return new Stage({ server, models, world, bystander, folder, startMs, databaseUrl });
};
