import { randomBytes } from 'node:crypto';

import type { LiveFrame } from '@signalbox/contracts';
import { type EventBus, toActivityTopic, toAgentsTopic, toMetricsTopic, toWorkspaceTopic } from '@signalbox/events';

import { ChangedIds } from './changed-ids.ts';
import { toSseMessage } from './to-sse-message.ts';

/** Least time between two frames of a kind: what changes meanwhile is told together. */
const frameMs = 100;
/** What was said is kept for those who come back, up to this length; within it, a viewer's network takes it at once. */
const maxKeptBytes = 128 * 1024;
/** A workspace that nobody watches is followed so long for those who come back. */
const lingerMs = 60_000;

const kinds: readonly {
  readonly toTopic: (workspaceId: string) => string;
  readonly toFrame: (ids: string[]) => LiveFrame;
}[] = [
  { toTopic: toWorkspaceTopic, toFrame: (runIds) => ({ type: 'runs-changed', runIds }) },
  { toTopic: toActivityTopic, toFrame: (activityIds) => ({ type: 'activity-added', activityIds }) },
  { toTopic: toAgentsTopic, toFrame: (agentIds) => ({ type: 'agents-changed', agentIds }) },
  { toTopic: toMetricsTopic, toFrame: () => ({ type: 'metrics-changed' }) },
];

/** A frame with where it brings a viewer. */
export interface HubFrame {
  readonly frame: LiveFrame;
  readonly position: string;
}

/** Frames in their order, and the same as an event stream: made once, however many get it. */
interface HubNews {
  readonly frames: readonly HubFrame[];
  readonly bytes: Buffer;
}

const toNews = (frames: readonly HubFrame[]): HubNews => ({
  frames,
  bytes: Buffer.from(
    frames.map(({ frame, position }) => toSseMessage({ data: JSON.stringify(frame), id: position })).join(''),
  ),
});

/** What every viewer of one workspace sees. */
class WorkspaceHub {
  readonly viewers = new Set<(news: HubNews) => void>();
  linger: NodeJS.Timeout | undefined;
  /** No other process's, and none of this one's before: who was there gets a reset here. */
  readonly #id = randomBytes(6).toString('base64url');
  readonly #changes = kinds.map(({ toFrame }) => ({ toFrame, ids: new ChangedIds() }));
  readonly #stops: readonly (() => void)[];
  /** The newest news, without a gap up to the last seq. */
  #kept: HubNews[] = [];
  #keptBytes = 0;
  #seq = 0;
  #hasGap = false;
  #timer: NodeJS.Timeout | undefined;
  #toldMs = -frameMs;

  constructor(events: EventBus, workspaceId: string) {
    this.#stops = [
      ...kinds.map(({ toTopic }, index) =>
        events.subscribe(toTopic(workspaceId), (message) => {
          this.#changes[index]?.ids.add(message);
          this.#schedule();
        }),
      ),
      events.onGap(() => {
        this.#hasGap = true;
        this.#schedule();
      }),
    ];
  }

  get position(): string {
    return `${this.#id}.${this.#seq}`;
  }

  /** What a viewer at that position does not have yet; a reset when nobody can tell. */
  newsAfter(position: string | undefined): HubNews {
    const [id, seq = ''] = position?.split('.') ?? [];
    const missing = /^\d{1,15}$/.test(seq) && id === this.#id ? this.#seq - Number(seq) : -1;
    const kept = this.#kept.flatMap(({ frames }) => frames);
    if (missing < 0 || missing > kept.length) return toNews([this.#at({ type: 'reset' })]);
    return toNews(missing === 0 ? [] : kept.slice(-missing));
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #at(frame: LiveFrame): HubFrame {
    return { frame, position: this.position };
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, this.#toldMs + frameMs - performance.now()));
  }

  #tell(): void {
    this.#timer = undefined;
    this.#toldMs = performance.now();
    const frames = this.#takeFrames().map((frame) => {
      this.#seq += 1;
      return this.#at(frame);
    });
    const news = toNews(frames);
    this.#keep(news);
    for (const onNews of this.viewers) onNews(news);
  }

  #takeFrames(): LiveFrame[] {
    const frames = this.#changes.flatMap(({ ids, toFrame }): LiveFrame[] => {
      const taken = ids.take();
      return taken ? [toFrame(taken)] : [];
    });
    if (!this.#hasGap) return frames;
    this.#hasGap = false;
    return [{ type: 'reset' }];
  }

  #keep(news: HubNews): void {
    this.#kept.push(news);
    this.#keptBytes += news.bytes.length;
    while (this.#keptBytes > maxKeptBytes) this.#keptBytes -= this.#kept.shift()?.bytes.length ?? 0;
  }
}

/** Says what changed in a workspace, to all of its viewers in this process: at once, then at most ten times a second. */
export interface LiveHub {
  /** Where a workspace is now: who reads it after this, and begins here within a minute, misses nothing. */
  readonly positionOf: (workspaceId: string) => string;
  /** Begins at a position that was told before; `missed` is what came since, or a `reset`. */
  open(
    view: { readonly workspaceId: string; readonly after: string | undefined },
    onNews: (news: HubNews) => void,
  ): { readonly missed: HubNews; readonly close: () => void };
}

/** Made once a process, over its event bus. */
export const createLiveHub = (events: EventBus): LiveHub => {
  const hubs = new Map<string, WorkspaceHub>();
  const find = (workspaceId: string): WorkspaceHub => {
    const hub = hubs.get(workspaceId) ?? new WorkspaceHub(events, workspaceId);
    hubs.set(workspaceId, hub);
    clearTimeout(hub.linger);
    return hub;
  };
  const linger = (hub: WorkspaceHub, workspaceId: string): void => {
    if (hub.viewers.size > 0) return;
    const end = (): void => {
      hub.close();
      hubs.delete(workspaceId);
    };
    hub.linger = setTimeout(end, lingerMs).unref();
  };
  return {
    positionOf: (workspaceId) => {
      const hub = find(workspaceId);
      linger(hub, workspaceId);
      return hub.position;
    },
    open: ({ workspaceId, after }, onNews) => {
      const hub = find(workspaceId);
      // wrapped, so that one function given twice is two viewers
      const viewer = (news: HubNews): void => onNews(news);
      hub.viewers.add(viewer);
      return {
        missed: hub.newsAfter(after),
        close: () => {
          if (hub.viewers.delete(viewer)) linger(hub, workspaceId);
        },
      };
    },
  };
};
