import { setTimeout as delay } from 'node:timers/promises';

import { LiveFrame, newId, ReportedRuns, toHubPosition } from '@signalbox/contracts';

import { createRandom } from '../random-numbers.ts';
import { readMessages, type StreamMessage } from '../read-messages.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { withServer } from '../servers/with-server.ts';
import { listStatuses } from './hub-page.ts';

/** What a hub keeps, to within what it said at once. */
const keptBytes = 128 * 1024;
const newestBytes = 8192;
/** Of more runs at once viewers hear only that any may have changed. */
const mostRows = 90;
/** Viewers that come back at once, each from a place of its own. */
const together = 50;
/** Longest that a frame takes to come. */
const frameMs = 10_000;
/** Figures are folded, which is said too, at most 2 s after. */
const quietMs = 2500;

export interface ResumeOptions {
  /** Viewers that come back. */
  readonly returns: number;
  /** `kill -9` and starts, after which nothing of before is known. */
  readonly kills: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log?: (line: string) => void;
}

/** A frame as it was said. */
interface Said {
  readonly id: string;
  readonly data: string;
}

/** A stream of the hub: keeps what it says. */
class HubStream {
  readonly said: Said[] = [];
  readonly #leave = new AbortController();
  #news = Promise.withResolvers<void>();

  /** With a run beside the hub, another part of the server answers. */
  static async open(
    { url, token }: ServerProcess,
    { lastId, runIds = [] }: { readonly lastId?: string; readonly runIds?: readonly string[] } = {},
  ): Promise<HubStream> {
    const stream = new HubStream();
    const headers = { authorization: `Bearer ${token}`, ...(lastId !== undefined && { 'last-event-id': lastId }) };
    const input = encodeURIComponent(JSON.stringify({ runs: runIds.map((runId) => ({ runId, afterSeq: 0 })) }));
    const init = { headers, signal: stream.#leave.signal };
    const { ok, status, body } = await fetch(`${url}/trpc/live.watch?input=${input}`, init);
    if (!ok || !body) throw new Error(`live.watch answered ${status}`);
    void stream.#read(readMessages(body)).catch(() => undefined);
    return stream;
  }

  /** Resolves when it has been told that, or after 10 s. */
  async until(isTold: (said: readonly Said[]) => boolean): Promise<void> {
    const late = delay(frameMs, undefined, { ref: false });
    while (!isTold(this.said)) {
      const isLate = await Promise.race([late.then(() => true), this.#news.promise.then(() => false)]);
      if (isLate) return;
    }
  }

  leave(): void {
    this.#leave.abort();
  }

  async #read(messages: AsyncIterable<StreamMessage>): Promise<void> {
    for await (const { id, data } of messages) {
      if (id === undefined) continue;
      this.said.push({ id: toHubPosition(id), data });
      const news = this.#news;
      this.#news = Promise.withResolvers();
      news.resolve();
    }
  }
}

const lengthOf = ({ id, data }: Said): number => `data: ${data}\nid: ${id}\n\n`.length;

const isReset = ({ data }: Said): boolean => LiveFrame.parse(JSON.parse(data)).type === 'reset';

const isSame = (one: readonly Said[], other: readonly Said[]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is wrong with what a viewer was told that came back with this id, beside one that never left. */
const judgeReturn = (id: string, told: readonly Said[], whole: readonly Said[]): string[] => {
  const fault = (text: string): string[] => [`from ${id}: ${text}`];
  const placeOf = (place: string): number => whole.findIndex((said) => said.id === place);
  const [first] = told;
  const resets = told.filter(isReset).length;
  const left = placeOf(id);
  if (!first || !isReset(first)) {
    if (resets > 0) return fault('a reset after other frames');
    if (left < 0) return fault('no reset, though nobody knows what came since');
    const since = whole.slice(left + 1);
    return isSame(told, since) ? [] : fault(`a silent gap: ${told.length} frames came, ${since.length} were said`);
  }
  if (resets > 1) return fault(`${resets} resets`);
  const back = placeOf(first.id);
  const missed = whole.slice(left + 1, back + 1).reduce((sum, said) => sum + lengthOf(said), 0);
  if (left >= 0 && missed < keptBytes - newestBytes)
    return fault(`a reset, though all of the ${missed} bytes since is kept`);
  return isSame(told.slice(1), whole.slice(back + 1)) ? [] : fault('after the reset other frames came than to others');
};

/** Says things, and lets viewers come back from all that was ever said. */
class ResumeStage {
  readonly server: ServerProcess;
  readonly faults: string[] = [];
  resumed = 0;
  resets = 0;
  readonly #random: () => number;
  readonly #runIds = new Set<string>();
  /** Ids that no hub of now knows. */
  readonly #lost = ['elsewhere.1', 'x', '~', '999999999'];
  #whole: HubStream | undefined;

  constructor(server: ServerProcess, random: () => number) {
    this.server = server;
    this.#random = random;
  }

  /** After each start of the server: nothing of before is known to its hub. */
  async prepare(): Promise<void> {
    this.#lost.push(...(this.#whole?.said ?? []).map(({ id }) => id).slice(-100));
    this.#whole = await HubStream.open(this.server);
  }

  readonly #ask = (procedure: string, input: object): Promise<unknown> => this.server.call('query', procedure, input);

  /** Reports so many runs: all who watch are told of them in one frame. */
  async #say(whole: HubStream, count = 1 + Math.floor(this.#random() * mostRows)): Promise<void> {
    const told = whole.said.length;
    const runs = Array.from({ length: count }, () => ({
      id: newId(),
      status: 'completed',
      createdAt: new Date().toISOString(),
    }));
    for (const { id } of runs) this.#runIds.add(id);
    const report = { agent: 'elsewhere', version: '1', runs };
    ReportedRuns.parse(await this.server.call('mutation', 'runs.report', report));
    await whole.until((said) => said.length > told);
  }

  /** Says more than is kept. */
  async #sayMuch(whole: HubStream): Promise<void> {
    while (whole.said.reduce((sum, said) => sum + lengthOf(said), 0) < keptBytes * 1.15)
      await this.#say(whole, mostRows);
  }

  /** An id to come back with: nobody's, one of the newest, or any of all. */
  #pickId(whole: readonly Said[]): string {
    const roll = this.#random();
    if (roll < 0.15) return this.#lost[Math.floor(this.#random() * this.#lost.length)] ?? 'x';
    const reach = roll < 0.55 ? Math.min(60, whole.length) : whole.length;
    return whole[whole.length - 1 - Math.floor(this.#random() * reach)]?.id ?? 'x';
  }

  /** Lets viewers come back while things are said, and judges each when all have been told the last of it. */
  async returnTogether(count: number): Promise<void> {
    const whole = this.#whole;
    if (!whole) throw new Error('the stage is not prepared');
    await this.#sayMuch(whole);
    for (let said = 0; said < 6; said += 1) await this.#say(whole);
    const ids = Array.from({ length: count }, () => this.#pickId(whole.said));
    const saying = this.#say(whole);
    const streams = await Promise.all(
      ids.map((lastId, index) => HubStream.open(this.server, { lastId, runIds: index % 2 === 0 ? [] : [newId()] })),
    );
    await saying;
    await this.#say(whole);
    await this.#settle(whole);
    const last = whole.said.at(-1);
    await Promise.all(streams.map((stream) => stream.until((said) => said.at(-1)?.id === last?.id)));
    ids.forEach((id, index) => {
      const told = streams[index]?.said ?? [];
      this.faults.push(...judgeReturn(id, told, whole.said));
      if (told[0] && isReset(told[0])) this.resets += 1;
      else this.resumed += 1;
    });
    for (const stream of streams) stream.leave();
    await this.#judgeSnapshot();
  }

  /** Resolves when nothing more is said: figures are folded up to 2 s later. */
  async #settle({ said }: HubStream): Promise<void> {
    for (let length = -1; length !== said.length;) {
      length = said.length;
      await delay(quietMs);
    }
  }

  /** A viewer that was told to read again finds all that was ever said. */
  async #judgeSnapshot(): Promise<void> {
    const stored = await listStatuses(this.#ask);
    if (stored.size !== this.#runIds.size)
      this.faults.push(`the list has ${stored.size} runs, ${this.#runIds.size} were reported`);
  }
}

/**
 * Says more than a hub keeps, kills the server now and then, and lets viewers come back from anywhere: each gets all that
 * was said since, or one `reset` and what is said from then on.
 */
export const proveResumeFromBefore = ({ returns, kills, seed, databaseUrl, log }: ResumeOptions) =>
  withServer({ databaseUrl }, async (server) => {
    const stage = new ResumeStage(server, createRandom(seed));
    await stage.prepare();
    const rounds = Math.max(kills + 1, Math.ceil(returns / together));
    const roundsPerStart = Math.ceil(rounds / (kills + 1));
    for (let round = 0, left = returns; round < rounds; round += 1) {
      if (round > 0 && round % roundsPerStart === 0) {
        await server.kill();
        await server.start();
        await stage.prepare();
      }
      const count = Math.ceil(left / (rounds - round));
      await stage.returnTogether(count);
      left -= count;
      log?.(`${returns - left} of ${returns} came back`);
    }
    const { faults, resumed, resets } = stage;
    return { faults, returns, resumed, resets, kills };
  });
