import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

import { LiveFrame } from '@signalbox/contracts';
import { z } from 'zod';

import { readMessages } from '../prove/read-messages.ts';
import { readCpuMs, toPercentile } from './figures.ts';
import { ServerAnswer, type ServerOrder, ViewerAnswer, type ViewerOrder } from './live-messages.ts';

/** Promised for 5,000 viewers at 10 frames a second on one process. */
const bounds = { idleKb: 30, cpuUs: 12, p99Ms: 150, screenMs: 250 } as const;
const viewerCount = 5000;
const framesPerSecond = 10;
const measuredMs = 10_000;
const runCount = 40;
const streamsPerKey = 200;

const Created = z.object({ result: z.object({ data: z.object({ key: z.string() }) }) });
const Started = z.object({ result: z.object({ data: z.object({ runId: z.string() }) }) });

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** A process of the benchmark, and what it answers. */
class Part<Order extends object, Answer extends z.ZodType> {
  readonly child: ChildProcess;
  readonly #answer: Answer;

  constructor(file: string, answer: Answer, environment: NodeJS.ProcessEnv = {}) {
    this.#answer = answer;
    this.child = fork(join(import.meta.dirname, file), { env: { ...env, ...environment } });
  }

  /** Its next answer, to the order if there is one. */
  async ask(order?: Order): Promise<z.infer<Answer>> {
    const answered = once(this.child, 'message');
    if (order) this.child.send(order);
    return this.#answer.parse((await answered)[0]);
  }

  tell(order: Order): void {
    this.child.send(order);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}

type Server = Part<ServerOrder, typeof ServerAnswer>;

interface Figures {
  readonly idleKb: number;
  readonly cpuUs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
}

const readMemory = async (server: Server): Promise<number> => {
  // what was freed goes back to the system a moment later
  await server.ask({ type: 'measure' });
  await delay(1500);
  const memory = await server.ask({ type: 'measure' });
  return memory.type === 'memory' ? memory.bytes : NaN;
};

/** Opens the viewers and speaks to them; `during` runs while they listen, once the figures are taken. */
const measure = async (
  server: Server,
  { url, path, keys }: { readonly url: string; readonly path: string; readonly keys: readonly string[] },
  during: () => Promise<void>,
): Promise<Figures> => {
  const viewers = new Part<ViewerOrder, typeof ViewerAnswer>('viewers.main.ts', ViewerAnswer);
  const { pid } = server.child;
  const emptyBytes = await readMemory(server);
  await viewers.ask({ type: 'open', url, path, keys: [...keys], count: viewerCount });
  const idleKb = ((await readMemory(server)) - emptyBytes) / 1024 / viewerCount;
  server.tell({ type: 'say', perSecond: framesPerSecond });
  await delay(2000);
  viewers.tell({ type: 'begin' });
  const [beganMs, beganCpuMs] = [performance.now(), readCpuMs(pid)];
  await delay(measuredMs);
  const figures = await viewers.ask({ type: 'report' });
  const [tookMs, cpuMs] = [performance.now() - beganMs, readCpuMs(pid) - beganCpuMs];
  await during();
  server.tell({ type: 'say', perSecond: 0 });
  await viewers.stop();
  if (figures.type !== 'figures' || figures.closed > 0) throw new Error('viewers were cut off');
  const { deliveries, p50Ms, p99Ms } = figures;
  return { idleKb, cpuUs: (cpuMs * 1000) / deliveries, p50Ms, p99Ms, perSecond: (deliveries * 1000) / tookMs };
};

/** How long after a start was answered the run is told to a viewer. */
const measureScreen = async (url: string, key: string): Promise<readonly number[]> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const leave = new AbortController();
  const { body } = await fetch(`${url}/trpc/live.watch`, { headers, signal: leave.signal });
  if (!body) throw new Error('there is no stream');
  const toldMs = new Map<string, number>();
  const reading = (async (): Promise<void> => {
    for await (const { event, data } of readMessages(body)) {
      if (event !== undefined) continue;
      const frame = LiveFrame.parse(JSON.parse(data));
      for (const id of frame.type === 'runs-changed' ? frame.runIds : []) {
        if (!toldMs.has(id)) toldMs.set(id, performance.now());
      }
    }
  })().catch(() => undefined);
  const committedMs = new Map<string, number>();
  for (let index = 0; index < runCount; index += 1) {
    const init = { method: 'POST', headers, body: JSON.stringify({ message: 'What is 5 + 10?' }) };
    const answer: unknown = await (await fetch(`${url}/trpc/runs.start`, init)).json();
    committedMs.set(Started.parse(answer).result.data.runId, performance.now());
    await delay(100);
  }
  await delay(1000);
  leave.abort();
  await reading;
  return [...committedMs].map(([id, ms]) => Math.max(0, (toldMs.get(id) ?? Infinity) - ms));
};

const tell = (name: string, { idleKb, cpuUs, p50Ms, p99Ms, perSecond }: Figures): void =>
  write(
    `${name}\t${idleKb.toFixed(1)} kB a viewer\t${cpuUs.toFixed(1)} µs CPU a delivery\t` +
      `age p50 ${p50Ms} ms, p99 ${p99Ms} ms\t${perSecond.toFixed(0)} deliveries/s`,
  );

const listenAt = async (server: Server): Promise<string> => {
  const listening = await server.ask();
  return listening.type === 'listening' ? listening.url : '';
};

const measureBare = async (): Promise<Figures> => {
  const server: Server = new Part('bare-server.main.ts', ServerAnswer);
  const figures = await measure(server, { url: await listenAt(server), path: '/', keys: [''] }, async () => undefined);
  await server.stop();
  return figures;
};

const measureOwn = async (): Promise<Figures & { readonly screenMs: number }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const settings = {
    PORT: '0',
    SIGNALBOX_DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0',
  };
  const server: Server = new Part('live-server.main.ts', ServerAnswer, settings);
  const url = await listenAt(server);
  const cli = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${cli}`, 'content-type': 'application/json' };
  const createKey = async (): Promise<string> => {
    const body = JSON.stringify({ name: 'Bench', scopes: ['read'], requestsPerMinute: 1_000_000 });
    const answer = await fetch(`${url}/trpc/apiKeys.create`, { method: 'POST', headers, body });
    return Created.parse(await answer.json()).result.data.key;
  };
  const keys = await Promise.all(Array.from({ length: viewerCount / streamsPerKey }, createKey));
  let screen: readonly number[] = [];
  const figures = await measure(server, { url, path: '/trpc/live.watch', keys }, async () => {
    screen = await measureScreen(url, cli);
  });
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return { ...figures, screenMs: toPercentile(screen, 0.95) };
};

const bare = await measureBare();
tell('bare node:http', bare);
const own = await measureOwn();
tell('the hub', own);
const ratio = (value: number, floor: number): string => (value / floor).toFixed(2);
write(
  `to the floor\t${ratio(own.idleKb, bare.idleKb)} of its memory\t${ratio(own.cpuUs, bare.cpuUs)} of its CPU\t` +
    `${ratio(own.p99Ms, bare.p99Ms)} of its p99`,
);
write(
  `to the promise\tmemory ${ratio(own.idleKb, bounds.idleKb)} of ${bounds.idleKb} kB\t` +
    `CPU ${ratio(own.cpuUs, bounds.cpuUs)} of ${bounds.cpuUs} µs\tp99 ${ratio(own.p99Ms, bounds.p99Ms)} of ${bounds.p99Ms} ms\t` +
    `commit to screen p95 ${own.screenMs.toFixed(0)} ms, ${ratio(own.screenMs, bounds.screenMs)} of ${bounds.screenMs} ms`,
);
