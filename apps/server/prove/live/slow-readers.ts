import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { LiveFrame, newId, ReportedRuns } from '@signalbox/contracts';
import { z } from 'zod';

import { toPercentile } from '../../bench/figures.ts';
import { readMessages } from '../read-messages.ts';
import { readMetrics } from '../servers/read-metrics.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';

/** Rows of one report. */
const rowsPerReport = 90;
/** Good viewers of each kind. */
const goodViewers = 10;
/** What the server may hold for one that does not read: 256 kB and what was added last, and what the process needs beside. */
const heldKbPerReader = 512;
const spareMb = 150;
/** Longest that a good viewer waits for what was said. */
const toldMs = 10_000;
/** Longest that the bad ones may stay: the system's own buffers are filled first, megabytes for each. */
const dropMs = 900_000;
/** A slow one takes so much at a time, and then nothing for a while: less than what is said, however busy the machine is. */
const sip = { bytes: 1024, everyMs: 500 };

export interface SlowReadersOptions {
  /** Silent ones, and as many slow ones, of each kind. */
  readonly readers: number;
  /** Kinds of streams that they do not read. */
  readonly kinds: readonly ReaderKind[];
  /** Reports without them, and at least as many beside them. */
  readonly reports: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}

/** `WS /ws/activity` says more than `live.watch`: who does not read it is noticed sooner. */
type ReaderKind = 'feed' | 'hub';

const paths: Record<ReaderKind, string> = { feed: '/api/ws/activity', hub: '/trpc/live.watch' };

const upgrade =
  'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** Opens a stream of which nothing more is read. */
const openSilent = async ({ url, token }: ServerProcess, kind: ReaderKind): Promise<Socket> => {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const more = kind === 'feed' ? upgrade : '';
  socket.write(`GET ${paths[kind]} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${more}\r\n`);
  await once(socket, 'readable');
  return socket;
};

/** Reads a little now and then, until it is cut. */
const readSlowly = (socket: Socket): void => {
  const timer = setInterval(() => void socket.read(Math.min(sip.bytes, socket.readableLength || 1)), sip.everyMs);
  socket.once('close', () => clearInterval(timer));
};

/** A viewer that reads all at once: what it was told of runs, and how old that was. */
class GoodViewer {
  readonly told = new Map<string, number>();
  readonly ages: number[] = [];
  readonly faults: string[] = [];
  readonly leave: () => void;

  constructor(leave: () => void) {
    this.leave = leave;
  }

  take(runIds: readonly string[]): void {
    const now = Date.now();
    for (const id of runIds) {
      this.told.set(id, (this.told.get(id) ?? 0) + 1);
      // the run's id has the time it was reported with
      this.ages.push(now - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
    }
  }
}

const openHubViewer = async ({ url, token }: ServerProcess): Promise<GoodViewer> => {
  const leaving = new AbortController();
  const viewer = new GoodViewer(() => leaving.abort());
  const init = { headers: { authorization: `Bearer ${token}` }, signal: leaving.signal };
  const { body } = await fetch(`${url}${paths.hub}`, init);
  if (!body) throw new Error('there is no stream');
  const read = async (): Promise<void> => {
    let resets = 0;
    for await (const { event, data } of readMessages(body)) {
      if (event !== undefined) continue;
      const frame = LiveFrame.parse(JSON.parse(data));
      if (frame.type === 'reset' && (resets += 1) > 1) viewer.faults.push('a good viewer of the hub got a reset');
      if (frame.type === 'runs-changed') viewer.take(frame.runIds);
    }
  };
  void read()
    .catch(() => undefined)
    .then(() => leaving.signal.aborted || viewer.faults.push('a good viewer of the hub was cut off'));
  return viewer;
};

const FeedMessage = z.looseObject({ type: z.string(), id: z.string().optional() });

const openFeedViewer = async ({ url, token }: ServerProcess): Promise<GoodViewer> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${paths.feed}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  let hasLeft = false;
  const viewer = new GoodViewer(() => {
    hasLeft = true;
    socket.close();
  });
  socket.addEventListener('message', ({ data }) => {
    const { type, id } = FeedMessage.parse(JSON.parse(String(data)));
    if (type === 'resync') viewer.faults.push('a good viewer of the feed was told to read again');
    if (type === 'agent_activity_update' && id !== undefined) viewer.take([id]);
  });
  socket.addEventListener('close', () => hasLeft || viewer.faults.push('a good viewer of the feed was cut off'));
  await once(socket, 'open');
  return viewer;
};

/** What the server's own thread holds: objects and buffers, without the embedded database, whose thread keeps what it reads and writes. */
const readHeldMb = async (server: ServerProcess): Promise<number> => {
  const metric = await readMetrics(server);
  return (metric('nodejs_heap_size_used_bytes') + metric('nodejs_external_memory_bytes')) / 2 ** 20;
};

/** A server whose viewers are told much. */
class LoudServer {
  readonly server: ServerProcess;
  peakMb = 0;
  reports = 0;

  constructor(server: ServerProcess) {
    this.server = server;
  }

  /** Reports runs whose texts are as long as viewers are told. */
  async say(): Promise<void> {
    const createdAt = new Date().toISOString();
    const runs = Array.from({ length: rowsPerReport }, () => ({
      id: newId(),
      status: 'failed',
      createdAt,
      output: '😀'.repeat(1000),
      error: { message: '😀'.repeat(500) },
    }));
    const report = { agent: 'elsewhere', version: '1', runs };
    const { accepted } = ReportedRuns.parse(await this.server.call('mutation', 'runs.report', report));
    if (accepted !== rowsPerReport) throw new Error(`${accepted} of ${rowsPerReport} rows were accepted`);
    this.reports += 1;
    this.peakMb = Math.max(this.peakMb, await readHeldMb(this.server));
  }

  /** Speaks to good viewers, for as long as told; answers with how old what they were told was, and with what is wrong. */
  async speak(isEnough: (reports: number) => Promise<boolean>) {
    const open = Array.from({ length: goodViewers }, () => [openHubViewer(this.server), openFeedViewer(this.server)]);
    const viewers = await Promise.all(open.flat());
    const before = this.reports;
    let expected = 0;
    // of more than a hundred at once viewers hear only that any may have changed: each report waits for the one before
    while (!(await isEnough(this.reports - before))) {
      await this.say();
      expected += rowsPerReport;
      const deadline = performance.now() + toldMs;
      while (viewers.some(({ told }) => told.size < expected) && performance.now() < deadline) await delay(5);
    }
    const faults = viewers.flatMap(({ told, faults: own }) => [
      ...own,
      ...(told.size === expected ? [] : [`a good viewer was told of ${told.size} runs, ${expected} were reported`]),
      ...([...told.values()].some((times) => times > 1) ? ['a good viewer was told of a run twice'] : []),
    ]);
    for (const { leave } of viewers) leave();
    const ages = viewers.flatMap((viewer) => viewer.ages);
    return { faults, p50Ms: toPercentile(ages, 0.5), p99Ms: toPercentile(ages, 0.99) };
  }
}

const openBad = async (server: ServerProcess, { readers, kinds }: SlowReadersOptions): Promise<Socket[]> => {
  const all = Array.from({ length: readers }, () => kinds).flat();
  const silent = await Promise.all(all.map((kind) => openSilent(server, kind)));
  const slow = await Promise.all(all.map((kind) => openSilent(server, kind)));
  for (const socket of slow) readSlowly(socket);
  return [...silent, ...slow];
};

const attack = async (loud: LoudServer, options: SlowReadersOptions) => {
  const { reports, log } = options;
  const alone = await loud.speak(async (said) => said >= reports);
  const aloneMb = loud.peakMb;
  log?.(`without them: p99 ${alone.p99Ms} ms, ${aloneMb.toFixed(0)} MB`);
  const bad = await openBad(loud.server, options);
  const deadline = performance.now() + dropMs;
  let held = bad.length;
  const beside = await loud.speak(async (said) => {
    held = (await readMetrics(loud.server))('signalbox_open_streams') - goodViewers * 2;
    if (said % 50 === 0)
      log?.(`after ${said} reports ${held} of ${bad.length} are there, ${loud.peakMb.toFixed(0)} MB`);
    return said >= reports && (held === 0 || performance.now() > deadline);
  });
  for (const socket of bad) socket.destroy();
  const faults = [...alone.faults, ...beside.faults];
  if (held > 0) faults.push(`${held} of ${bad.length} that do not read were not dropped`);
  const mostMb = aloneMb + (bad.length * heldKbPerReader) / 1024 + spareMb;
  if (loud.peakMb > mostMb) faults.push(`the server held ${loud.peakMb.toFixed(0)} MB, more than ${mostMb.toFixed(0)}`);
  return { faults, bad: bad.length, reports: loud.reports, alone, beside, aloneMb, besideMb: loud.peakMb };
};

/** Lets viewers that don't read stand beside some that do, and says more than can be held for them. */
export const proveSlowReaders = (options: SlowReadersOptions) =>
  withServer({ databaseUrl: options.databaseUrl }, (server) => attack(new LoudServer(server), options));
