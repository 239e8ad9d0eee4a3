import { emptyUsage } from '@signalbox/contracts';
import type { ModelEvent } from '@signalbox/models';
import { expect, test } from 'vitest';

import { watchStream } from './watch-stream.ts';

const finish: ModelEvent = { type: 'finish', reason: 'stop', usage: emptyUsage };
const watchdogs = { firstEventMs: 20, idleMs: 20 };

const collect = async (stream: AsyncIterable<readonly ModelEvent[]>): Promise<ModelEvent[]> => {
  const events: ModelEvent[] = [];
  for await (const batch of stream) events.push(...batch);
  return events;
};

/** A provider that sends the events and then hangs, deaf to its signal. */
const deaf = async function* (events: readonly ModelEvent[]): AsyncGenerator<readonly ModelEvent[]> {
  for (const event of events) yield [event];
  await new Promise<never>(() => undefined);
};

test('a stream that ends in time comes through unchanged', async () => {
  const whole = async function* (): AsyncGenerator<readonly ModelEvent[]> {
    yield [finish];
  };
  expect(await collect(watchStream(whole, new AbortController().signal, watchdogs))).toEqual([finish]);
});

test('silence before the first event and between two ends it as a time-out', async () => {
  const signal = new AbortController().signal;
  await expect(collect(watchStream(() => deaf([]), signal, watchdogs))).rejects.toMatchObject({ kind: 'timeout' });
  await expect(collect(watchStream(() => deaf([finish]), signal, watchdogs))).rejects.toMatchObject({
    kind: 'timeout',
  });
});

test('an abort ends it with the signal’s reason, even when the provider does not listen', async () => {
  const controller = new AbortController();
  const ended = collect(watchStream(() => deaf([finish]), controller.signal, { firstEventMs: 60_000, idleMs: 60_000 }));
  controller.abort(new Error('stop now'));
  await expect(ended).rejects.toThrow('stop now');
});

test('the provider’s own signal aborts once nobody reads', async () => {
  let inner: AbortSignal | undefined;
  const open = (signal: AbortSignal): AsyncIterable<readonly ModelEvent[]> => {
    inner = signal;
    return deaf([finish, finish]);
  };
  for await (const events of watchStream(open, new AbortController().signal, watchdogs)) {
    expect(events).toEqual([finish]);
    break;
  }
  expect(inner?.aborted).toBe(true);
});
