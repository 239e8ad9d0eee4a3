import { setTimeout as delay } from 'node:timers/promises';

import type { RunDelta, RunEvent } from '@signalbox/contracts';

import type { SignalboxClient } from './create-signalbox-client.ts';
import { canTryAgain, toRetryDelayMs } from './retry-policy.ts';
import { toSignalboxError } from './signalbox-error.ts';

export interface WatchRunOptions {
  /**
   * The text that streams and the progress of tools too, as `RunDelta`s between the events: `applyRunDelta` puts the text
   * together, `applyProgress` keeps what each call said last.
   */
  readonly deltas?: boolean | undefined;
  /** Seq of the last event you have, as text: the first one you get comes after it. */
  readonly lastEventId?: string | undefined;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Told `false` when the stream was cut and `true` when it is back. */
  readonly onConnectionChange?: (isConnected: boolean) => void;
}

interface Watch {
  readonly client: SignalboxClient;
  readonly runId: string;
  readonly options: WatchRunOptions;
}

/** One connection's events; ends when it is cut or closed, and throws what another connection would meet too. */
const readOnce = (watch: Watch, lastSeq: number): ReadableStream<RunEvent | RunDelta> => {
  const { client, runId, options } = watch;
  let subscription: { unsubscribe(): void } | undefined;
  let isOpen = true;
  const onAbort = new AbortController();
  return new ReadableStream<RunEvent | RunDelta>({
    start: (controller) => {
      const end = (error?: unknown): void => {
        if (!isOpen) return;
        isOpen = false;
        onAbort.abort();
        queueMicrotask(() => subscription?.unsubscribe());
        if (error === undefined) controller.close();
        else controller.error(toSignalboxError(error));
      };
      options.signal?.addEventListener('abort', () => end(), { signal: onAbort.signal });
      subscription = client.runs.watch.subscribe(
        { runId, lastEventId: String(lastSeq), deltas: options.deltas === true },
        {
          onData: (data) => {
            if (isOpen) controller.enqueue('data' in data ? data.data : data);
          },
          onConnectionStateChange: ({ state, error }) => {
            if (state === 'pending') options.onConnectionChange?.(true);
            // EventSource would wait on a timer that does not keep the process alive.
            if (state === 'connecting' && error) end();
          },
          onError: (error) => end(canTryAgain(error) ? undefined : error),
          onComplete: () => end(),
        },
      );
    },
    cancel: () => {
      isOpen = false;
      onAbort.abort();
      subscription?.unsubscribe();
    },
  });
};

type RunEvents<Item> = AsyncGenerator<Item, void, undefined>;

const watchItems = async function* (watch: Watch): RunEvents<RunEvent | RunDelta> {
  const { options } = watch;
  const { signal } = options;
  const isStopped = (): boolean => signal?.aborted === true;
  let lastSeq = Number(options.lastEventId ?? 0);
  for (let cuts = 0; !isStopped(); cuts += 1) {
    if (cuts > 0) await delay(toRetryDelayMs(cuts), undefined, { signal }).catch(() => undefined);
    for await (const item of readOnce(watch, lastSeq)) {
      if ('seq' in item) {
        if (item.seq <= lastSeq) continue;
        lastSeq = item.seq;
      }
      cuts = 0;
      yield item;
      if (item.type === 'run-end') return;
    }
    if (!isStopped()) options.onConnectionChange?.(false);
  }
};

/**
 * The events of a run in their order, each once, up to and including its `run-end`: first what the log has, then what
 * comes. Comes back after every cut, for as long as that takes, and goes on after the last event it gave. Throws a
 * `SignalboxError` when the server refuses (no such run, no such key). With `deltas`, the text that streams comes too, and
 * how far tools are; after a cut it comes again from its beginning.
 */
export function watchRun(
  client: SignalboxClient,
  runId: string,
  options?: WatchRunOptions & { readonly deltas?: false | undefined },
): RunEvents<RunEvent>;
export function watchRun(
  client: SignalboxClient,
  runId: string,
  options: WatchRunOptions,
): RunEvents<RunEvent | RunDelta>;
export function watchRun(
  client: SignalboxClient,
  runId: string,
  options: WatchRunOptions = {},
): RunEvents<RunEvent | RunDelta> {
  return watchItems({ client, runId, options });
}
