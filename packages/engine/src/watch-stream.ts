import { ModelError, type ModelEvent } from '@signalbox/models';

export interface Watchdogs {
  /** Longest wait for the first event. */
  readonly firstEventMs: number;
  /** Longest wait between two events. */
  readonly idleMs: number;
}

/**
 * The events of a provider's stream, ended by a `ModelError` (timeout) when the provider falls silent
 * and by the signal's reason when it aborts, even when the stream itself reacts to neither.
 */
export const watchStream = async function* (
  open: (signal: AbortSignal) => AsyncIterable<ModelEvent>,
  signal: AbortSignal,
  watchdogs: Watchdogs,
): AsyncGenerator<ModelEvent> {
  const controller = new AbortController();
  const silent = (afterMs: number): void =>
    controller.abort(new ModelError('timeout', `The model was silent for ${afterMs / 1000} s.`));
  const combined = AbortSignal.any([signal, controller.signal]);
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined);
  const onAbort = (): void => aborted.reject(combined.reason);
  if (combined.aborted) onAbort();
  else combined.addEventListener('abort', onAbort, { once: true });

  let timer = setTimeout(silent, watchdogs.firstEventMs, watchdogs.firstEventMs);
  const iterator = open(combined)[Symbol.asyncIterator]();
  try {
    let isFirst = true;
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
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
    combined.removeEventListener('abort', onAbort);
    controller.abort();
    // not awaited: a stream that ignores its signal must not hold the run
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
};
