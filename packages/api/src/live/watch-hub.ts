import type { HubFrame, LiveHub } from './live-hub.ts';

/** Frames that wait for a slow reader; with more of them it reads everything again. */
const maxWaiting = 500;

/** What the hub says, one frame after the other, until the signal aborts. */
export const watchHub = async function* (
  hub: LiveHub,
  view: Parameters<LiveHub['open']>[0],
  signal: AbortSignal,
): AsyncGenerator<HubFrame, void> {
  const waiting: HubFrame[] = [];
  let woken = Promise.withResolvers<void>();
  const wake = (): void => woken.resolve();
  const { missed, close } = hub.open(view, ({ frames }) => {
    waiting.push(...frames);
    const last = waiting.at(-1);
    if (last && waiting.length > maxWaiting) waiting.splice(0, Infinity, { ...last, frame: { type: 'reset' } });
    wake();
  });
  waiting.unshift(...missed.frames);
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) yield next;
      if (signal.aborted) return;
      await woken.promise;
      woken = Promise.withResolvers();
    }
  } finally {
    signal.removeEventListener('abort', wake);
    close();
  }
};
