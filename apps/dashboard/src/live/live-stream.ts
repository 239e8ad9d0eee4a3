import { type LiveFrame, toHubPosition } from '@signalbox/contracts';

import { isRefused } from '../fault.ts';
import { toRetryDelayMs } from '../retry-delay.ts';
import type { SignalboxClient } from '../trpc.ts';

/** What one part of the page wants of a run. */
export interface RunListener {
  /** Seq of the last event that is known; asked for at every connection. */
  readonly afterSeq: () => number;
  readonly onFrame: (frame: Extract<LiveFrame, { readonly runId: string }>) => void;
}

/** What the stream says of the workspace, whatever runs are watched. */
export type WorkspaceFrame = Exclude<LiveFrame, { readonly runId: string }>;
type WorkspaceListener = (frame: WorkspaceFrame) => void;

/**
 * The one stream of this tab: everything that is shown live comes through it. It connects anew when what is shown
 * changes, after every cut, and rests while the tab is hidden.
 */
export class LiveStream {
  readonly #client: SignalboxClient;
  readonly #runs = new Map<string, Set<RunListener>>();
  readonly #workspaceListeners = new Set<WorkspaceListener>();
  #subscription: { unsubscribe(): void } | undefined;
  #timer: number | undefined;
  #cuts = 0;
  #isWanted = false;
  #isScheduled = false;
  /** What the next connection goes on after. */
  #position: string | null = null;

  constructor(client: SignalboxClient) {
    this.#client = client;
  }

  /** Says where the stream was before anything of the page was read, unless it is further already. */
  beginAt(position: string): void {
    this.#position ??= position;
  }

  /** Begins or rests: a tab that nobody sees holds no connection. */
  setWanted(isWanted: boolean): void {
    if (this.#isWanted === isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) this.#schedule();
    else this.#disconnect();
  }

  /** Connects at once, instead of after the wait between two tries. */
  retry(): void {
    this.#cuts = 0;
    this.#schedule();
  }

  watchRun(runId: string, listener: RunListener): () => void {
    const listeners = this.#runs.get(runId) ?? new Set();
    listeners.add(listener);
    this.#runs.set(runId, listeners);
    this.#schedule();
    return () => {
      listeners.delete(listener);
      // the connection goes on: what it still says of this run is not heard, and the next one leaves it out
      if (listeners.size === 0 && this.#runs.get(runId) === listeners) this.#runs.delete(runId);
    };
  }

  /** Told what changed in the workspace; a `reset` says that anything may have. */
  watchWorkspace(listener: WorkspaceListener): () => void {
    this.#workspaceListeners.add(listener);
    return () => this.#workspaceListeners.delete(listener);
  }

  /** Several parts of a page that come and go in one turn make one new connection. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#disconnect();
      if (this.#isWanted) this.#connect();
    });
  }

  #disconnect(): void {
    window.clearTimeout(this.#timer);
    const subscription = this.#subscription;
    // first, since unsubscribing says that the stream is complete
    this.#subscription = undefined;
    subscription?.unsubscribe();
  }

  #connect(): void {
    let isOpen = true;
    const runs = [...this.#runs].map(([runId, listeners]) => ({
      runId,
      afterSeq: Math.min(...[...listeners].map((listener) => listener.afterSeq())),
    }));
    const leave = (): void => {
      if (!isOpen || this.#subscription !== subscription) return;
      isOpen = false;
      queueMicrotask(() => subscription.unsubscribe());
      this.#cuts += 1;
      this.#timer = window.setTimeout(() => this.#connect(), toRetryDelayMs(this.#cuts));
    };
    const subscription = this.#client.live.watch.subscribe(
      { runs, lastEventId: this.#position },
      {
        onData: (data) => {
          this.#cuts = 0;
          if (this.#subscription !== subscription) return;
          if (!('data' in data)) return this.#take(data);
          this.#position = toHubPosition(data.id);
          this.#take(data.data);
        },
        // the browser would wait for three seconds before it connects again
        onConnectionStateChange: ({ state, error }) => void (state === 'connecting' && error && leave()),
        onComplete: leave,
        onError: (error) => {
          if (isRefused(error)) this.#take({ type: 'reset' });
          leave();
        },
      },
    );
    this.#subscription = subscription;
  }

  #take(frame: LiveFrame): void {
    if ('runId' in frame) for (const { onFrame } of this.#runs.get(frame.runId) ?? []) onFrame(frame);
    else for (const listener of this.#workspaceListeners) listener(frame);
  }
}
