import { setTimeout as delay } from 'node:timers/promises';

import { System } from '@signalbox/contracts';

import { toPercentile } from '../../bench/figures.ts';
import { expectThat } from '../hostile/verdict.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { type Arrival, arriveInTurn, arriveOpenly, type SendNext } from './arrivals.ts';
import { type FloodFigures, floodBesideQuiet } from './flood-beside-quiet.ts';
import { isRefused, LoadClient } from './load-client.ts';
import { loadKinds, type LoadKind, openSender } from './load-kinds.ts';
import { ServerWatch, type WatchedServer } from './server-watch.ts';

/** Clients that each wait for their answer find out what the server can take. */
const clients = 16;
const overload = 3;
/** What is accepted under three times the load is answered within this, but for one in a hundred. */
const maxAcceptedMs: Readonly<Record<LoadKind['name'], number>> = { chat: 2000, report: 1000, read: 1000 };
/** Refusing may take some of what the server can do, and no more. */
const leastGoodput = 0.5;
/** Memory that refusing may take above what half of the load took. */
const maxMoreMemoryMb = 400;
const maxRecoverySeconds = 10;
/** Longest wait for figures to catch up before the next kind. */
const maxFoldSeconds = 120;

interface KindFigures extends WatchedServer {
  /** Answers that were neither what was asked for nor an announced refusal. */
  readonly odd: readonly string[];
  readonly capacity: number;
  readonly halfP99Ms: number;
  readonly acceptedPerSecond: number;
  readonly refusedPerSecond: number;
  readonly acceptedP99Ms: number;
  readonly moreMemoryMb: number;
  /** Until a second's answers were all there, and as fast as with half of the load. */
  readonly normalAfterSeconds: number;
}

export interface OverloadReport {
  readonly kinds: Readonly<Record<string, KindFigures>>;
  readonly flood: FloodFigures;
  readonly checks: number;
  readonly faults: readonly string[];
}

const isAccepted = ({ status }: Arrival): boolean => status === 200;

const toP99 = (arrivals: readonly Arrival[]): number =>
  Math.round(
    toPercentile(
      arrivals.map(({ ms }) => ms),
      0.99,
    ),
  );

/** Answers that are neither what was asked for nor an announced refusal, each kind once. */
const listOdd = (arrivals: readonly Arrival[]): string[] => {
  const odd = arrivals.filter((arrival) => !isAccepted(arrival) && !isRefused(arrival));
  const groups = Map.groupBy(odd, ({ status, retryAfter, body }) => `${status} ${retryAfter} ${body.slice(0, 120)}`);
  return [...groups].slice(0, 5).map(([what, all]) => `${all.length} answers are ${what}`);
};

/** The first second from which on nothing is refused and answers are fast again; Infinity when none is. */
const toRecovery = (arrivals: readonly Arrival[], halfP99Ms: number): number => {
  const seconds = Map.groupBy(arrivals, ({ atMs }) => Math.floor(atMs / 1000));
  const isNormal = (each: readonly Arrival[]): boolean =>
    each.every(isAccepted) && toP99(each) <= Math.max(100, 3 * halfP99Ms);
  const last = [...seconds].findLast(([, each]) => !isNormal(each))?.[0] ?? -1;
  return last + 1 < maxRecoverySeconds ? last + 1 : Infinity;
};

const judgeKind = (name: LoadKind['name'], figures: KindFigures): string[] => {
  const { capacity, acceptedPerSecond, refusedPerSecond, acceptedP99Ms, moreMemoryMb, normalAfterSeconds } = figures;
  return [
    ...expectThat(refusedPerSecond > 0, `nothing was refused: this was no overload`),
    ...expectThat(
      acceptedPerSecond >= capacity * leastGoodput,
      `${acceptedPerSecond} of ${capacity} a second were taken`,
    ),
    ...expectThat(acceptedP99Ms <= maxAcceptedMs[name], `what is accepted takes ${acceptedP99Ms} ms`),
    ...expectThat(moreMemoryMb <= maxMoreMemoryMb, `it took ${moreMemoryMb} MB more`),
    ...expectThat(normalAfterSeconds <= maxRecoverySeconds, `it was not normal again within ${maxRecoverySeconds} s`),
  ];
};

const overloadKind = async (
  server: ServerProcess,
  send: SendNext,
  {
    name,
    seconds,
    log,
  }: { readonly name: LoadKind['name']; readonly seconds: number; readonly log: (line: string) => void },
): Promise<{ readonly figures: KindFigures; readonly faults: readonly string[] }> => {
  const measuredSeconds = Math.max(2, Math.round(seconds / 6));
  await arriveInTurn(send, { clients, seconds: Math.min(2, measuredSeconds) });
  const full = await arriveInTurn(send, { clients, seconds: measuredSeconds });
  const capacity = Math.round(full.filter(isAccepted).length / measuredSeconds);
  const halfWatch = ServerWatch.open(server);
  const half = await arriveOpenly(send, { perSecond: capacity / 2, seconds: measuredSeconds });
  const atHalf = await halfWatch.close();
  const halfP99Ms = toP99(half.filter(isAccepted));
  log(`${name}: ${capacity} a second, p99 at half of that ${halfP99Ms} ms`);
  const watch = ServerWatch.open(server);
  const beganMs = performance.now();
  const flooded = await arriveOpenly(send, { perSecond: capacity * overload, seconds });
  const tookSeconds = (performance.now() - beganMs) / 1000;
  const watched = await watch.close();
  const after = await arriveOpenly(send, { perSecond: capacity / 2, seconds: Math.min(maxRecoverySeconds, seconds) });
  const accepted = flooded.filter(isAccepted);
  const figures = {
    capacity,
    halfP99Ms,
    acceptedPerSecond: Math.round(accepted.length / tookSeconds),
    refusedPerSecond: Math.round(flooded.filter(isRefused).length / tookSeconds),
    acceptedP99Ms: toP99(accepted),
    ...watched,
    moreMemoryMb: watched.mostMemoryMb - atHalf.mostMemoryMb,
    normalAfterSeconds: toRecovery(after, halfP99Ms),
    odd: listOdd([...full, ...half, ...flooded, ...after]),
  };
  log(`${name}: ${JSON.stringify(figures)}`);
  return { figures, faults: [...figures.odd, ...judgeKind(name, figures)] };
};

/** Waits until what ended is in the sums of figures, and says how many seconds that took: what is read meanwhile is dearer. */
const untilFolded = async (server: ServerProcess): Promise<number> => {
  const beganMs = performance.now();
  const toSeconds = (): number => Math.round((performance.now() - beganMs) / 1000);
  while (toSeconds() < maxFoldSeconds) {
    const { metrics } = System.parse(await server.call('query', 'system.get', {}));
    if (metrics.waiting === 0) break;
    await delay(500);
  }
  return toSeconds();
};

/**
 * Finds out how many chats, reports and reads the server takes, asks three times as many of each for so many seconds
 * without waiting for answers, and judges what became of them (V1); then floods it with one usual key beside a quiet one.
 */
export const overloadServer = async (options: {
  readonly seconds: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}): Promise<OverloadReport> => {
  const { seconds, databaseUrl, log = () => undefined } = options;
  return withServer({ databaseUrl, demoTokensPerSecond: 0 }, async (server) => {
    const client = new LoadClient(server.url);
    const kinds: Record<string, KindFigures> = {};
    const faults: string[] = [];
    try {
      for (const kind of loadKinds) {
        const send = await openSender(server, client, kind);
        const { figures, faults: found } = await overloadKind(server, send, { name: kind.name, seconds, log });
        kinds[kind.name] = figures;
        faults.push(...found.map((fault) => `${kind.name}: ${fault}`));
        log(`figures were caught up with after ${await untilFolded(server)} s`);
      }
      const perSecond = (kinds['read']?.capacity ?? 0) * overload;
      const flood = await floodBesideQuiet(server, client, { perSecond, seconds: Math.max(3, seconds / 3) });
      faults.push(...flood.faults.map((fault) => `flood: ${fault}`));
      return { kinds, flood: flood.figures, checks: loadKinds.length + 1, faults };
    } finally {
      client.close();
    }
  });
};
