import { setTimeout as delay } from 'node:timers/promises';

import { isRefused, type LoadAnswer } from './load-client.ts';

/** Arrivals of so many milliseconds are sent together. */
const tickMs = 5;
/** A client that waits for its answers comes back so long after a refusal. */
const comeBackMs = 100;

/** An answer, and when it was asked for since the beginning. */
export interface Arrival extends LoadAnswer {
  readonly atMs: number;
}

/** Sends the next request and gives its answer. */
export type SendNext = () => Promise<LoadAnswer>;

/** Sends so many a second for so long, whether or not anybody has answered; resolves when all have. */
export const arriveOpenly = async (
  send: SendNext,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<readonly Arrival[]> => {
  const beganMs = performance.now();
  const arrivals: Promise<Arrival>[] = [];
  for (let atMs = 0; atMs < seconds * 1000; atMs = performance.now() - beganMs) {
    while (arrivals.length < (atMs * perSecond) / 1000) {
      arrivals.push(send().then((answer) => ({ ...answer, atMs })));
    }
    await delay(tickMs);
  }
  return Promise.all(arrivals);
};

/** Sends for so long, each client its next request when its last is answered. */
export const arriveInTurn = async (
  send: SendNext,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<readonly Arrival[]> => {
  const beganMs = performance.now();
  const arrivals: Arrival[] = [];
  const client = async (): Promise<void> => {
    for (let atMs = 0; atMs < seconds * 1000; atMs = performance.now() - beganMs) {
      const answer = await send();
      arrivals.push({ ...answer, atMs });
      if (isRefused(answer)) await delay(comeBackMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return arrivals;
};
