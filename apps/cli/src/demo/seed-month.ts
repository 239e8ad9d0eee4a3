import type { SignalboxClient } from '@signalbox/client';

import { untilAllowed } from '../until-allowed.ts';

/** Fills the days up to today with sample runs of agents that run elsewhere; says after each day how many it added. */
export const seedMonth = async ({
  client,
  days,
  signal,
  onDay,
}: {
  readonly client: SignalboxClient;
  readonly days: number;
  readonly signal: AbortSignal;
  readonly onDay: () => void;
}): Promise<number> => {
  let runs = 0;
  for (let day = 0; day < days; day += 1) {
    signal.throwIfAborted();
    const added = await untilAllowed(() => client.samples.create.mutate({ days, day }, { signal }), signal);
    runs += added.runs;
    onDay();
  }
  return runs;
};

/** Takes all of them away again, with their agents; answers how many runs went. */
export const removeMonth = async (client: SignalboxClient, signal: AbortSignal): Promise<number> => {
  let runs = 0;
  for (let isDone = false; !isDone;) {
    const removed = await untilAllowed(() => client.samples.delete.mutate({}, { signal }), signal);
    runs += removed.runs;
    ({ isDone } = removed);
  }
  return runs;
};
