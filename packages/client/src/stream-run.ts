import type { RunDelta, RunEvent, StartedRun } from '@signalbox/contracts';

import { createDeltaFilter } from './create-delta-filter.ts';
import type { Procedures } from './create-procedures.ts';
import { canTryAgain, waitToRetry } from './retry-policy.ts';

/** What `runs.stream` may be told. */
export interface StreamRunOptions {
  /**
   * The text that streams and the progress of tools too, as `RunDelta`s between the events: `applyRunDelta` puts the text
   * together, `applyProgress` keeps what each call said last.
   */
  readonly deltas?: boolean | undefined;
  /** Seq of the last event you have, as text: the first one you get comes after it. */
  readonly lastEventId?: string | undefined;
  /** Ends the iteration, without an error; the run goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Told the ids of a run that this call started, before its first event. */
  readonly onStart?: ((run: StartedRun) => void) | undefined;
  /** Told `false` when the stream was cut and `true` when it is back. */
  readonly onConnectionChange?: ((isConnected: boolean) => void) | undefined;
}

/** An iteration of a run's events, each once and in their order. */
export type RunStream<Item extends RunEvent | RunDelta = RunEvent> = AsyncGenerator<Item, void, undefined>;

interface Watch {
  readonly procedures: Procedures;
  readonly runId: string;
  readonly options: StreamRunOptions;
}

/** One connection's events; ends when it is cut or closed, and throws what another connection would meet too. */
const readOnce = (watch: Watch, lastSeq: number): ReadableStream<RunEvent | RunDelta> => {
  const { procedures, runId, options } = watch;
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
        else controller.error(error);
      };
      options.signal?.addEventListener('abort', () => end(), { signal: onAbort.signal });
      subscription = procedures.runs.watch.subscribe(
        { runId, lastEventId: String(lastSeq), deltas: options.deltas === true },
        {
          onData: (data) => {
            if (isOpen) controller.enqueue('data' in data ? data.data : data);
          },
          onConnectionStateChange: ({ state, error }) => {
            if (state === 'pending') options.onConnectionChange?.(true);
            // EventSource would wait on a timer that does not keep a Node process alive.
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

/** The events of a run over as many connections as it takes. */
export const streamRun = async function* (watch: Watch): RunStream<RunEvent | RunDelta> {
  const { signal, lastEventId, onConnectionChange } = watch.options;
  const isStopped = (): boolean => signal?.aborted === true;
  const filterDelta = createDeltaFilter();
  let lastSeq = Number(lastEventId ?? 0);
  // the known event comes again, which tells whether it was the last one of all
  let afterSeq = Math.max(0, lastSeq - 1);
  for (let cuts = 0; !isStopped(); cuts += 1) {
    if (cuts > 0) await waitToRetry(cuts, signal);
    for await (const item of readOnce(watch, afterSeq)) {
      cuts = 0;
      if (!('seq' in item)) {
        const delta = item.type === 'tool-progress' ? item : filterDelta(item);
        if (delta) yield delta;
        continue;
      }
      if (item.seq > lastSeq) {
        afterSeq = lastSeq = item.seq;
        yield item;
      }
      if (item.type === 'run-end') return;
    }
    if (!isStopped()) onConnectionChange?.(false);
  }
};
