import { toPercentile } from '../../bench/figures.ts';
import { expectThat } from '../hostile/verdict.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { type Arrival, arriveOpenly } from './arrivals.ts';
import { isRefused, type LoadClient } from './load-client.ts';
import { createKey, loadKinds } from './load-kinds.ts';

/** Requests a second of the key that does nothing unusual. */
const quietPerSecond = 5;
/** What a quiet key may have to wait, one in a hundred excepted: what nobody notices. */
const maxQuietMs = 250;

export interface FloodFigures {
  readonly floodPerSecond: number;
  readonly floodAccepted: number;
  readonly floodRefused: number;
  readonly quietAloneP99Ms: number;
  readonly quietP99Ms: number;
}

const toP99 = (arrivals: readonly Arrival[]): number =>
  Math.round(
    toPercentile(
      arrivals.map(({ ms }) => ms),
      0.99,
    ),
  );

/** Has one key with the usual limits ask far too much, beside one that asks five times a second. */
export const floodBesideQuiet = async (
  server: ServerProcess,
  client: LoadClient,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<{ readonly figures: FloodFigures; readonly faults: readonly string[] }> => {
  const kind = loadKinds.find(({ name }) => name === 'read');
  if (!kind) throw new Error('nothing is read');
  const [quietKey, floodKey] = [await createKey(server, ['read']), await createKey(server, ['read'])];
  const toSend = (key: string) => {
    let sent = 0;
    return () => client.send(key, kind.toRequest((sent += 1)));
  };
  const quiet = toSend(quietKey);
  const alone = await arriveOpenly(quiet, { perSecond: quietPerSecond, seconds });
  const [beside, flooded] = await Promise.all([
    arriveOpenly(quiet, { perSecond: quietPerSecond, seconds }),
    arriveOpenly(toSend(floodKey), { perSecond, seconds }),
  ]);
  const refused = flooded.filter(isRefused);
  const isLimited = refused.some(({ status }) => status === 429);
  const figures = {
    floodPerSecond: Math.round(flooded.length / seconds),
    floodAccepted: flooded.filter(({ status }) => status === 200).length,
    floodRefused: refused.length,
    quietAloneP99Ms: toP99(alone),
    quietP99Ms: toP99(beside),
  };
  const odd = flooded.length - figures.floodAccepted - figures.floodRefused;
  const failed = [...alone, ...beside].filter(({ status }) => status !== 200).length;
  return {
    figures,
    faults: [
      ...expectThat(failed === 0, `${failed} requests of the quiet key failed`),
      ...expectThat(figures.quietP99Ms <= maxQuietMs, `the quiet key waited ${figures.quietP99Ms} ms`),
      ...expectThat(isLimited, 'the flood met no limit'),
      ...expectThat(odd === 0, `${odd} of the flood’s requests were neither answered nor refused with Retry-After`),
    ],
  };
};
