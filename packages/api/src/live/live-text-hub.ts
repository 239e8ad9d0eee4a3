import {
  applyProgress,
  applyRunDelta,
  emptyLiveText,
  type LiveProgress,
  type LiveText,
  noProgress,
  RunDelta,
  type RunEvent,
  type TextDelta,
} from '@signalbox/contracts';
import { type Database, listRunPartials } from '@signalbox/database';
import { type EventBus, textWantedTopic, toRunTextTopic } from '@signalbox/events';

/** Least time between two readings of stored text: it is written about once a second. */
const rereadMs = 500;
/** Pieces kept while text before them is missing; older ones are read from the database with what is missing. */
const maxWaiting = 500;
/** Attempts whose text is kept: the next may begin before a viewer has all of the last. */
const maxAttempts = 3;

interface RunKey {
  readonly workspaceId: string;
  readonly runId: string;
}

/** One viewer's sight of a run's streaming text. */
export interface LiveTextView {
  /** The attempt's text, as far as this process knows it. */
  text(attempt: number): LiveText;
  /** What the tools under way said last, as far as this process knows it. */
  progress(): LiveProgress;
  /** The log has this event: what is missing of an attempt that it ends is not looked for, nor a call heard that it ends. */
  see(event: RunEvent): void;
  close(): void;
}

/** The streaming text, and the progress of tools, of the runs that are watched in this process: one copy a run, however many watch. */
export interface LiveTextHub {
  /** Begins to follow the run; `onChange` is called when there is more. */
  open(key: RunKey, onChange: () => void): LiveTextView;
}

type HubServices = { readonly database: Database; readonly events: EventBus };

/** Anybody who may connect to the database may send messages. */
const parseDelta = (message: string): RunDelta | undefined => {
  try {
    return RunDelta.parse(JSON.parse(message));
  } catch {
    return undefined;
  }
};

/** One run's text, put together of what the bus brings and, where that has a gap, of what is stored; and its progress. */
class RunText {
  readonly viewers = new Set<() => void>();
  readonly #services: HubServices;
  readonly #key: RunKey;
  readonly #stops: readonly (() => void)[];
  /** By attempt, the newest last. */
  readonly #texts = new Map<number, LiveText>();
  #endedAttempt = 0;
  #progress = noProgress;
  readonly #endedCalls = new Set<string>();
  /** Pieces before which something is missing. */
  #waiting: TextDelta[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(services: HubServices, key: RunKey) {
    this.#services = services;
    this.#key = key;
    const { events } = services;
    this.#stops = [
      events.subscribe(toRunTextTopic(key.runId), (message) => this.#take(message)),
      events.onGap(() => this.#readIn(rereadMs)),
    ];
    this.#readIn(0);
  }

  text(attempt: number): LiveText {
    return this.#texts.get(attempt) ?? emptyLiveText;
  }

  progress(): LiveProgress {
    return this.#progress;
  }

  see(event: RunEvent): void {
    this.#progress = applyProgress(this.#progress, event);
    if (event.type === 'tool-result') this.#endedCalls.add(event.payload.callId);
    if (event.type !== 'model-call-end' && event.type !== 'model-call-discard') return;
    this.#endedAttempt = Math.max(this.#endedAttempt, event.payload.attempt);
    this.#waiting = this.#waiting.filter((delta) => delta.attempt > this.#endedAttempt);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #take(message: string): void {
    const delta = parseDelta(message);
    if (!delta) return;
    if (delta.type === 'tool-progress') {
      if (!this.#endedCalls.has(delta.callId)) this.#progress = applyProgress(this.#progress, delta);
    } else this.#takeText(delta);
    this.#tell();
  }

  #takeText(delta: TextDelta): void {
    if (this.#apply(delta) || delta.attempt <= this.#endedAttempt) return;
    this.#waiting.push(delta);
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
    this.#readIn(rereadMs);
  }

  /** False when text before it is missing. */
  #apply(delta: TextDelta): boolean {
    const { attempt } = delta;
    const text = applyRunDelta(this.text(attempt), delta);
    if (!text) return false;
    this.#texts.set(attempt, text);
    if (this.#texts.size > maxAttempts) this.#texts.delete(Math.min(...this.#texts.keys()));
    return true;
  }

  #tell(): void {
    for (const onChange of this.viewers) onChange();
  }

  #readIn(waitMs: number): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#read(), waitMs);
    // sooner than what is stored comes what its maker still has
    this.#services.events.publish(textWantedTopic, this.#key.runId);
  }

  async #read(): Promise<void> {
    // without an answer, it is asked again as long as something is missing
    const stored = await listRunPartials(this.#services.database.db, this.#key).catch(() => []);
    this.#timer = undefined;
    if (this.#isClosed) return;
    for (const delta of stored) this.#apply(delta);
    this.#waiting = this.#waiting.filter((delta) => !this.#apply(delta));
    if (this.#waiting.length > 0) this.#readIn(rereadMs);
    this.#tell();
  }
}

/** Made once a process, over its event bus and database. */
export const createLiveTextHub = (services: HubServices): LiveTextHub => {
  const runs = new Map<string, RunText>();
  return {
    open: (key, onChange) => {
      const name = `${key.workspaceId} ${key.runId}`;
      const run = runs.get(name) ?? new RunText(services, key);
      runs.set(name, run);
      // wrapped, so that one function given twice is two viewers
      const viewer = (): void => onChange();
      run.viewers.add(viewer);
      return {
        text: (attempt) => run.text(attempt),
        progress: () => run.progress(),
        see: (event) => run.see(event),
        close: () => {
          if (!run.viewers.delete(viewer) || run.viewers.size > 0) return;
          run.close();
          runs.delete(name);
        },
      };
    },
  };
};
