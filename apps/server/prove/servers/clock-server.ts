import { setTimeout as delay } from 'node:timers/promises';

import { emptyUsage } from '@signalbox/contracts';
import { type ModelEvent, type ModelProvider, oneByOne } from '@signalbox/models';
import { z } from 'zod';

import { readConfig } from '../../src/config.ts';
import { runServer } from '../../src/run-server.ts';

/** Time between two pieces: 100 tokens a second. */
const pieceMs = 10;

const stream = async function* (seconds: number, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  yield { type: 'block-start', block: 0, kind: 'text' };
  const endMs = Date.now() + seconds * 1000;
  while (Date.now() < endMs) {
    yield { type: 'block-delta', block: 0, text: `${Date.now()} ` };
    await delay(pieceMs, undefined, { signal });
  }
  yield { type: 'block-end', block: 0 };
  yield { type: 'finish', reason: 'stop', usage: emptyUsage };
};

/** A model that says the time, a hundred times a second, for as many seconds as the last message asks for. */
const clock: ModelProvider = {
  id: 'clock',
  title: 'Clock',
  parameters: z.strictObject({}),
  contextWindow: () => null,
  price: () => null,
  stream: ({ messages }, { signal }) => {
    const last = messages.findLast((message) => message.role === 'user');
    return oneByOne(stream(Number(last?.text ?? 1), signal));
  },
};

/** The product's own program with one more model provider, for measuring how old text is when viewers get it. */
await runServer(readConfig(process.argv.slice(2)), { providers: [clock] });
