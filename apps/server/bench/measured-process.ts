import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { z } from 'zod';

import { ServerOrder } from './live-messages.ts';

/** Runs in a server under measurement: does what the benchmark asks, and tells it where the server listens. */
export const obeyBenchmark = (url: string, say: () => void): void => {
  setFlagsFromString('--expose-gc');
  const collect = z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'));
  let timer: NodeJS.Timeout | undefined;
  process.on('message', (message) => {
    const order = ServerOrder.parse(message);
    if (order.type === 'measure') {
      collect();
      process.send?.({ type: 'memory', bytes: process.memoryUsage.rss() });
      return;
    }
    clearInterval(timer);
    if (order.perSecond > 0) timer = setInterval(say, 1000 / order.perSecond);
  });
  process.send?.({ type: 'listening', url });
};
