import type { RunEvent } from '@signalbox/contracts';

import { isRefused } from '../../fault.ts';
import { toRetryDelayMs } from '../../retry-delay.ts';
import type { SignalboxClient } from '../../trpc.ts';

export interface FollowRunOptions {
  readonly client: SignalboxClient;
  readonly runId: string;
  /** Seq of the last event that is known. */
  readonly afterSeq: number;
  /** Events in their order, each once, at most one call a frame. */
  readonly onEvents: (events: readonly RunEvent[]) => void;
  /** The server refuses to show the run; nothing more comes. */
  readonly onRefused: (error: unknown) => void;
}

/** Follows a run's log until its end, over every cut. The answer stops it. */
export const followRun = ({ client, runId, afterSeq, onEvents, onRefused }: FollowRunOptions): (() => void) => {
  let lastSeq = afterSeq;
  let cuts = 0;
  let isStopped = false;
  let pending: RunEvent[] = [];
  let frame: number | undefined;
  let timer: number | undefined;
  let subscription: { unsubscribe(): void } | undefined;

  const flush = (): void => {
    frame = undefined;
    const events = pending;
    pending = [];
    if (events.length > 0) onEvents(events);
  };
  const stop = (): void => {
    isStopped = true;
    window.clearTimeout(timer);
    if (frame !== undefined) window.cancelAnimationFrame(frame);
    subscription?.unsubscribe();
  };
  const take = (event: RunEvent): void => {
    if (isStopped || event.seq <= lastSeq) return;
    lastSeq = event.seq;
    cuts = 0;
    pending.push(event);
    frame ??= window.requestAnimationFrame(flush);
    if (event.type === 'run-end') isStopped = true;
  };
  const connect = (): void => {
    let isOpen = true;
    const leave = (): void => {
      if (!isOpen) return;
      isOpen = false;
      queueMicrotask(() => connection.unsubscribe());
      if (isStopped) return;
      cuts += 1;
      timer = window.setTimeout(connect, toRetryDelayMs(cuts));
    };
    const connection = client.runs.watch.subscribe(
      { runId, lastEventId: String(lastSeq) },
      {
        onData: ({ data }) => take(data),
        // The browser would wait for three seconds before it connects again.
        onConnectionStateChange: ({ state, error }) => void (state === 'connecting' && error && leave()),
        onComplete: leave,
        onError: (error) => {
          if (isRefused(error) && !isStopped) onRefused(error);
          else leave();
        },
      },
    );
    subscription = connection;
  };
  connect();
  return stop;
};
