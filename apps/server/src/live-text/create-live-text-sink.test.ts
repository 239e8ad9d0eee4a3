import { applyRunDelta, type ClaimedRun, emptyLiveText, type LiveText, RunDelta } from '@signalbox/contracts';
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
