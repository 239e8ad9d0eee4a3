import type { LiveFrame } from '@signalbox/contracts';

import { isRefused } from '../fault.ts';
import { toRetryDelayMs } from '../retry-delay.ts';
import type { SignalboxClient } from '../trpc.ts';

/** What one part of the page wants of a run. */
export interface RunListener {
  /** Seq of the last event that is known; asked for at every connection. */
  readonly afterSeq: () => number;
  readonly onFrame: (frame: Extract<LiveFrame, { readonly runId: string }>) => void;
}

type ChangeListener = (runIds: readonly string[]) => void;

/**
 * The one stream of this tab: everything that is shown live comes through it. It connects anew when what is shown
 * changes, after every cut, and rests while the tab is hidden.
 */
export class LiveStream {
  readonly #client: SignalboxClient;
  readonly #runs = new Map<string, Set<RunListener>>();
  readonly #changeListeners = new Set<ChangeListener>();
  #subscription: { unsubscribe(): void } | undefined;
  #timer: number | undefined;
  #cuts = 0;
  #isWanted = false;
  #isScheduled = false;
  #hasConnected = false;

  constructor(client: SignalboxClient) {
    this.#client = client;
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

  /** Told which runs of the workspace changed; an empty list says that any may have. */
  watchChanges(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
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
      { runs },
      {
        onStarted: () => {
          // whatever changed between two connections was told to nobody
          if (this.#hasConnected) this.#tellChanges([]);
          this.#hasConnected = true;
        },
        onData: (data) => {
          this.#cuts = 0;
          if (this.#subscription === subscription) this.#take('data' in data ? data.data : data);
        },
        // the browser would wait for three seconds before it connects again
        onConnectionStateChange: ({ state, error }) => void (state === 'connecting' && error && leave()),
        onComplete: leave,
        onError: (error) => {
          if (isRefused(error)) this.#tellChanges([]);
          leave();
        },
      },
    );
    this.#subscription = subscription;
  }

  #take(frame: LiveFrame): void {
    if (frame.type === 'runs-changed') this.#tellChanges(frame.runIds);
    else for (const { onFrame } of this.#runs.get(frame.runId) ?? []) onFrame(frame);
  }

  #tellChanges(runIds: readonly string[]): void {
    for (const listener of this.#changeListeners) listener(runIds);
  }
}
