import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  applyRunDelta,
  type ClaimedRun,
  emptyLiveText,
  type LiveText,
  RunDelta,
  type ToolProgress,
} from '@signalbox/contracts';
import { openTestDatabase, type TestDatabase } from '@signalbox/database/testing';
import { createInProcessEventBus, textWantedTopic, toRunTextTopic } from '@signalbox/events';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLiveTextSink } from './create-live-text-sink.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()), 30_000);
afterAll(() => database.close());

const run: ClaimedRun = {
  workspaceId: crypto.randomUUID(),
  runId: crypto.randomUUID(),
  epoch: 1,
  recoveries: 0,
  isAfterCrash: false,
  wakes: 0,
};

test('who asks gets the text from its beginning, at once, until its attempt has ended', async () => {
  const events = createInProcessEventBus();
  const sink = createLiveTextSink({ database, events, onError: () => undefined });
  const text = 'x😀'.repeat(3000);
  sink.push(run, { type: 'content-delta', attempt: 1, block: 0, offset: 0, text: text.slice(0, 3000) });
  sink.push(run, { type: 'content-delta', attempt: 1, block: 0, offset: 3000, text: text.slice(3000) });
  sink.push(run, { type: 'arguments-delta', attempt: 1, block: 1, offset: 0, text: '', tool: 'calculator' });
  await Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<LiveText>();
  let live: LiveText | null = emptyLiveText;
  let messages = 0;
  events.subscribe(toRunTextTopic(run.runId), (message) => {
    messages += 1;
    live = live && applyRunDelta(live, RunDelta.parse(JSON.parse(message)));
    if (live?.length === 2) resolve(live);
  });
  for (const _ of [1, 2, 3]) events.publish(textWantedTopic, run.runId);
  expect((await promise).map((block) => block.text)).toEqual([text, '']);
  const told = messages;
  sink.ended(run, 1);
  events.publish(textWantedTopic, run.runId);
  events.publish(textWantedTopic, crypto.randomUUID());
  await sink.close();
  expect(messages).toBe(told);
  await events.close();
});

test('who asks gets what each call said last, however often, until it has no more to say', async () => {
  const events = createInProcessEventBus();
  const sink = createLiveTextSink({ database, events, onError: () => undefined });
  const say = (callId: string, message: string): void =>
    sink.push(run, { type: 'tool-progress', callId, execution: 1, message } satisfies ToolProgress);
  say('a', '1 of 2');
  say('b', 'begun');
  say('a', '2 of 2');
  const told: RunDelta[] = [];
  const ask = async (): Promise<unknown> => {
    told.length = 0;
    events.publish(textWantedTopic, run.runId);
    await nextTurn();
    return told.map((delta) => delta.type === 'tool-progress' && delta.message);
  };
  await nextTurn();
  events.subscribe(toRunTextTopic(run.runId), (message) => told.push(RunDelta.parse(JSON.parse(message))));
  expect(await ask()).toEqual(['2 of 2', 'begun']);
  expect(await ask()).toEqual(['2 of 2', 'begun']);
  say('a', '');
  await nextTurn();
  expect(await ask()).toEqual(['begun']);
  say('b', '');
  await nextTurn();
  expect(await ask()).toEqual([]);
  await sink.close();
  await events.close();
});
