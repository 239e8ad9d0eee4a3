import { setTimeout as delay } from 'node:timers/promises';

import { isFinalRunStatus, type LiveFrame, RunDelta, RunDetail, RunEvent } from '@signalbox/contracts';
import { z } from 'zod';

import type { StreamMessage } from '../read-messages.ts';
import type { CuttingProxy } from './cutting-proxy.ts';
import { followStream, returnMs } from './follow-stream.ts';
import { type Ask, HubPage, judgePage, listStatuses, type Statuses } from './hub-page.ts';
import { judgeLiveText } from './judge-live-text.ts';
import { LivePage } from './live-viewer.ts';

/** What viewers look at. */
export interface Scene {
  readonly ask: Ask;
  readonly headers: Readonly<Record<string, string>>;
  /** A run that was started lately. */
  readonly pickRun: () => string;
  /** Whether no more is started, and viewers come to their end. */
  readonly isOver: () => boolean;
  /** Resolves when everything has ended: with what is stored. */
  readonly stored: Promise<Statuses>;
  readonly patienceMs: number;
}

/** What a viewer found. */
export interface Seen {
  readonly events: number;
  readonly faults: readonly string[];
}

/** Watches until its scene is over; answers with what was wrong. */
export type CutViewer = (scene: Scene, proxy: CuttingProxy) => Promise<Seen>;

/** Longest that a page may take to show what is stored, once nothing changes any more. */
const showMs = 20_000;

const readLog = async ({ ask }: Scene, runId: string) => RunDetail.parse(await ask('runs.get', { runId }));

/** What the page has beside what is stored: the same events, and no text that they contradict. */
const judgeRunPage = async (scene: Scene, runId: string, page: LivePage): Promise<string[]> => {
  const { events } = await readLog(scene, runId);
  const faults = judgeLiveText(page.viewer);
  if (JSON.stringify(page.viewer.events) !== JSON.stringify(events)) {
    faults.push(`saw ${page.viewer.events.map(({ seq }) => seq).join(' ')}, stored are ${events.length} events`);
  }
  return faults.map((fault) => `${runId}: ${fault}`);
};

const takeRunMessage = (page: LivePage, { id, data }: StreamMessage): void => {
  const value: unknown = JSON.parse(data);
  if (id === undefined) page.takeDelta(RunDelta.parse(value));
  else page.takeEvent(RunEvent.parse(value));
};

/** Follows one run after the other to its end: `runs.watch`, with the text that streams. */
export const watchRuns: CutViewer = async (scene, proxy) => {
  const { headers, patienceMs } = scene;
  const faults: string[] = [];
  let events = 0;
  for (let isFirst = true; isFirst || !scene.isOver(); isFirst = false) {
    const runId = scene.pickRun();
    const page = new LivePage();
    const input = encodeURIComponent(JSON.stringify({ runId, deltas: true }));
    const url = `${proxy.url}/trpc/runs.watch?input=${input}`;
    const left = new AbortController().signal;
    for await (const message of followStream({ url, headers, patienceMs, left })) takeRunMessage(page, message);
    faults.push(...(await judgeRunPage(scene, runId, page)));
    events += page.viewer.events.length;
  }
  return { events, faults };
};

/** A stream of a tab: where it is and what it shows. */
interface Tab {
  readonly scene: Scene;
  readonly proxy: CuttingProxy;
  readonly hub: HubPage;
  readonly runIds: readonly string[];
  readonly leaving: AbortController;
}

const followTab = async (
  { scene, proxy, hub, runIds, leaving }: Tab,
  onFrame: (frame: LiveFrame) => void,
): Promise<void> => {
  const { headers, patienceMs } = scene;
  // as a page does that begins to show other runs: where it was in what the hub says, it goes on
  const runs = runIds.map((runId) => ({ runId, afterSeq: 0 }));
  const input = { runs, ...(hub.position !== '' && { lastEventId: hub.position }) };
  const url = `${proxy.url}/trpc/live.watch?input=${encodeURIComponent(JSON.stringify(input))}`;
  for await (const message of followStream({ url, headers, patienceMs, left: leaving.signal }))
    onFrame(hub.take(message));
};

/** What a page shows, once it has read what it was told of. */
interface Shown {
  readonly shown: Promise<void>;
  readonly statuses: ReadonlyMap<string, string>;
}

/** Resolves with what the page shows otherwise than it is stored, when it had time to hear of everything. */
const judgeShown = async (scene: Scene, look: () => Shown): Promise<string[]> => {
  const stored = await scene.stored;
  const deadline = performance.now() + showMs;
  for (;;) {
    await look().shown;
    const faults = judgePage(look().statuses, stored);
    if (faults.length === 0 || performance.now() > deadline) return faults;
    await delay(50);
  }
};

/** A tab that shows a list of runs and one run after the other: `live.watch`, one stream for both. */
export const watchTab: CutViewer = async (scene, proxy) => {
  const hub = new HubPage(scene.ask);
  const faults: string[] = [];
  let events = 0;
  for (let isFirst = true; isFirst || !scene.isOver(); isFirst = false) {
    const runId = scene.pickRun();
    const page = new LivePage();
    const leaving = new AbortController();
    await followTab({ scene, proxy, hub, runIds: [runId], leaving }, (frame) => {
      if (frame.type === 'run-event') page.takeEvent(frame.event);
      if (frame.type === 'run-delta') page.takeDelta(frame.delta);
      if (frame.type === 'run-gone' || page.viewer.events.at(-1)?.type === 'run-end') leaving.abort();
    });
    faults.push(...(await judgeRunPage(scene, runId, page)));
    events += page.viewer.events.length;
  }
  const { events: told, faults: untold } = await watchList(scene, proxy, hub);
  return { events: events + told, faults: [...faults, ...untold] };
};

/** Shows the list until everything has ended and it shows that. */
const watchList = async (scene: Scene, proxy: CuttingProxy, hub: HubPage): Promise<Seen> => {
  const leaving = new AbortController();
  const watching = followTab({ scene, proxy, hub, runIds: [], leaving }, () => undefined);
  const faults = await judgeShown(scene, () => hub);
  leaving.abort();
  await watching;
  return { events: hub.frames, faults: [...hub.faults, ...faults] };
};

/** A tab that shows a list of runs only, which the hub serves by itself. */
export const watchHubAlone: CutViewer = (scene, proxy) => watchList(scene, proxy, new HubPage(scene.ask));

const FeedMessage = z.looseObject({ type: z.string(), id: z.string().optional(), status: z.string().optional() });

/** One connection of the feed, until it is cut. */
const readFeed = async (
  { headers, patienceMs, isOver }: Scene,
  proxy: CuttingProxy,
  onMessage: (message: z.infer<typeof FeedMessage> | undefined) => void,
): Promise<void> => {
  const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/api/ws/activity`, { headers: { ...headers } });
  const gone = Promise.withResolvers<void>();
  const leave = (): void => {
    gone.resolve();
    socket.close();
  };
  let silence = setTimeout(leave, patienceMs);
  socket.addEventListener('open', () => onMessage(undefined));
  socket.addEventListener('message', ({ data }) => {
    clearTimeout(silence);
    if (!isOver()) silence = setTimeout(leave, patienceMs);
    onMessage(FeedMessage.parse(JSON.parse(String(data))));
  });
  socket.addEventListener('error', leave);
  socket.addEventListener('close', leave);
  await gone.promise;
  clearTimeout(silence);
};

/** Ends of runs as a page keeps them by the feed: who comes back, or is told to, reads the list. */
class FeedPage {
  readonly ended = new Map<string, string>();
  readonly faults: string[] = [];
  told = 0;
  readonly #ask: Ask;
  #heard = new Set<string>();
  #reading: Promise<void> = Promise.resolve();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Resolves when it shows what it was told so far. */
  get shown(): Promise<void> {
    return this.#reading;
  }

  /** Takes a message; undefined: it was connected anew. */
  take(message: z.infer<typeof FeedMessage> | undefined): void {
    if (message === undefined) this.#heard = new Set();
    if (message === undefined || message.type === 'resync') this.#reading = this.#reading.then(() => this.#read());
    if (message?.type !== 'agent_activity_update' || message.id === undefined) return;
    if (this.#heard.has(message.id)) this.faults.push(`${message.id}: its end came twice`);
    this.#heard.add(message.id);
    this.ended.set(message.id, message.status ?? '');
    this.told += 1;
  }

  async #read(): Promise<void> {
    for (const [id, status] of await listStatuses(this.#ask)) if (isFinalRunStatus(status)) this.ended.set(id, status);
  }
}

/** Ends of runs as `WS /ws/activity` tells them, each once a connection. It has no place to go on from. */
export const watchFeed: CutViewer = async (scene, proxy) => {
  const page = new FeedPage(scene.ask);
  const left = new AbortController();
  const follow = async (): Promise<void> => {
    while (!left.signal.aborted) {
      await readFeed(scene, proxy, (message) => page.take(message));
      await delay(returnMs);
    }
  };
  const following = follow();
  const faults = await judgeShown(scene, () => ({ shown: page.shown, statuses: page.ended }));
  left.abort();
  await proxy.close();
  await following;
  return { events: page.told, faults: [...page.faults, ...faults] };
};
