import { ModelError, type ModelEvent } from '@signalbox/models';

export interface Watchdogs {
  /** Longest wait for the first event. */
  readonly firstEventMs: number;
  /** Longest wait between two events. */
  readonly idleMs: number;
}

/** Made once: an error of its own for every stream that is left costs more than leaving it. */
const notRead = new Error('Nobody reads the answer any more.');

/**
 * The events of a provider's stream, ended by a `ModelError` (timeout) when the provider falls silent
 * and by the signal's reason when it aborts, even when the stream itself reacts to neither.
 */
export const watchStream = async function* (
  open: (signal: AbortSignal) => AsyncIterable<readonly ModelEvent[]>,
  signal: AbortSignal,
  watchdogs: Watchdogs,
): AsyncGenerator<readonly ModelEvent[]> {
  const controller = new AbortController();
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined);
  // by hand: a signal made of two is far dearer than its listener
  const abort = (reason: unknown): void => {
    aborted.reject(reason);
    controller.abort(reason);
  };
  const onAbort = (): void => abort(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const silent = (afterMs: number): void =>
    abort(new ModelError('timeout', `The model was silent for ${afterMs / 1000} s.`));

  let timer = setTimeout(silent, watchdogs.firstEventMs, watchdogs.firstEventMs);
  const iterator = open(controller.signal)[Symbol.asyncIterator]();
  let isOver = false;
  try {
    let isFirst = true;
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      isOver = next.done === true;
      if (next.done === true) return;
      if (isFirst) {
        clearTimeout(timer);
        timer = setTimeout(silent, watchdogs.idleMs, watchdogs.idleMs);
        isFirst = false;
      } else timer.refresh();
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    if (!isOver) {
      controller.abort(notRead);
      // not awaited: a stream that ignores its signal must not hold the run
      void Promise.resolve(iterator.return?.()).catch(() => undefined);
    }
  }
};
