import {
  applyProgress,
  emptyUsage,
  LiveFrame,
  newId,
  noProgress,
  RunDelta,
  RunEvent,
  type RunEventDraft,
  TextDelta,
  type ToolProgress,
} from '@signalbox/contracts';
import { insertRunPartials } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { toRunTextTopic, toWorkspaceTopic } from '@signalbox/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createCaller } from '../create-caller.ts';
import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { StreamReader, toLiveText, toRunItems } from '../testing/stream-reader.ts';

type Item = RunEvent | RunDelta;
const Item = z.union([RunEvent, RunDelta]);

const modelStart = (attempt: number): RunEventDraft => ({
  type: 'model-call-start',
  payload: {
    attempt,
    provider: 'demo',
    model: 'demo',
    parameters: {},
    toolSetDigest: null,
    messages: 1,
    omittedMessages: 0,
    estimatedInputTokens: 7,
    estimatedCostNanoUsd: 3,
  },
});

const discard = (attempt: number): RunEventDraft => ({
  type: 'model-call-discard',
  payload: { attempt, reason: 'crash', estimatedUsage: emptyUsage, costNanoUsd: null },
});

const toDelta = (text: string, changes: Partial<TextDelta> = {}): TextDelta => ({
  type: 'content-delta',
  attempt: 1,
  block: 0,
  offset: 0,
  text,
  ...changes,
});

const said = (message: string, changes: Partial<ToolProgress> = {}): ToolProgress => ({
  type: 'tool-progress',
  callId: 'c.1',
  execution: 1,
  message,
  ...changes,
});

const toolResult: RunEventDraft = {
  type: 'tool-result',
  payload: { callId: 'c.1', outcome: 'ok', text: 'found', bytes: 5, durationMs: 1 },
};

const progressOf = (items: readonly Item[]): string[] =>
  [...items.reduce(applyProgress, noProgress).values()].map(({ message }) => message);

const textOf = (items: readonly Item[]): string => toLiveText(items)[0]?.text ?? '';
const hasText = (text: string) => (items: readonly Item[]) => textOf(items) === text;

describe.each(testEngines)('live on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  const start = async (): Promise<string> => (await api.caller.runs.start({ message: 'Hello' })).runId;
  const send = (runId: string, delta: RunDelta): void =>
    api.services.events.publish(toRunTextTopic(runId), JSON.stringify(delta));
  /** As a worker stores what streams. */
  const store = async (runId: string, delta: TextDelta): Promise<void> => {
    const { workspaceId } = api.principal;
    const heads = api.services.database.db.selectFrom('runHeads').where('workspaceId', '=', workspaceId);
    const { epoch } = await heads.where('runId', '=', runId).select('leaseEpoch as epoch').executeTakeFirstOrThrow();
    await insertRunPartials(api.services.database.db, [{ run: { workspaceId, runId, epoch }, delta }]);
  };
  const watch = (runId: string, lastEventId?: string): StreamReader<Item> =>
    new StreamReader(
      api.caller.runs.watch({ runId, deltas: true, ...(lastEventId !== undefined && { lastEventId }) }),
      Item,
    );
  /** A run whose first attempt streams, with a viewer who has seen that. */
  const startStreaming = async (): Promise<{ runId: string; viewer: StreamReader<Item> }> => {
    const runId = await start();
    await api.append(runId, [modelStart(1)]);
    const viewer = watch(runId);
    await viewer.until((items) => items.length === 2);
    return { runId, viewer };
  };

  describe('runs.watch with deltas', () => {
    test('text comes between the start and the end of its attempt, without an id', async () => {
      const { runId, viewer } = await startStreaming();
      send(runId, toDelta('Hel'));
      await viewer.until(hasText('Hel'));
      send(runId, toDelta('lo', { offset: 3 }));
      await api.append(runId, [discard(1)]);
      await viewer.until((items) => items.some(({ type }) => type === 'model-call-discard'));
      send(runId, toDelta('too late', { offset: 5 }));
      await api.end(runId);
      await viewer.ended;
      const expected = ['user-request', 'model-call-start', 'content-delta', 'content-delta', 'model-call-discard'];
      expect(viewer.items.map(({ type }) => type)).toEqual([...expected, 'agent-response', 'run-end']);
      expect(textOf(viewer.items)).toBe('Hello');
      expect(viewer.ids).toEqual(['1', '2', '3', '4', '5']);
    });

    test('who comes late gets all of the text so far, then the rest; so does who comes back', async () => {
      const { runId, viewer } = await startStreaming();
      for (const [offset, text] of ['Hello', ', wor', 'ld'].entries())
        send(runId, toDelta(text, { offset: offset * 5 }));
      await viewer.until(hasText('Hello, world'));
      const [late, back] = [watch(runId), watch(runId, '2')];
      send(runId, toDelta('!', { offset: 12 }));
      await Promise.all([viewer, late, back].map((each) => each.until(hasText('Hello, world!'))));
      expect(back.items.every((item) => !('seq' in item))).toBe(true);
      await api.end(runId);
      await Promise.all([viewer.ended, late.ended, back.ended]);
    });

    test('the first viewer of a process gets what is stored, and a gap is healed from there', async () => {
      const runId = await start();
      await api.append(runId, [modelStart(1)]);
      await store(runId, toDelta('one '));
      const viewer = watch(runId);
      await viewer.until(hasText('one '));
      send(runId, toDelta('three ', { offset: 8 }));
      send(runId, toDelta('four', { offset: 14 }));
      await store(runId, toDelta('two ', { offset: 4 }));
      await viewer.until(hasText('one two three four'));
      expect(viewer.ids).toEqual(['1', '2']);
      await api.end(runId);
      await viewer.ended;
    });

    test('text of a dead attempt is nobody’s once the log has its end', async () => {
      const runId = await start();
      await api.append(runId, [modelStart(1), discard(1), modelStart(2)]);
      await store(runId, toDelta('dead'));
      const viewer = watch(runId);
      await viewer.until((items) => items.length === 4);
      send(runId, toDelta('alive', { attempt: 2 }));
      await viewer.until((items) => items.length === 5);
      expect(viewer.items.at(-1)).toMatchObject({ attempt: 2, text: 'alive' });
      await api.end(runId);
      await viewer.ended;
    });

    test('a slow viewer gets what has gathered in few large pieces, never cut within a pair', async () => {
      const { runId, viewer } = await startStreaming();
      const slow = (await api.caller.runs.watch({ runId, deltas: true, lastEventId: '2' }))[Symbol.asyncIterator]();
      const piece = `${'x'.repeat(99)}😀`;
      const text = piece.repeat(100);
      for (let index = 0; index < 100; index += 1) send(runId, toDelta(piece, { offset: index * piece.length }));
      await viewer.until(hasText(text));
      const pieces: string[] = [];
      while (pieces.join('').length < text.length) {
        const { value } = await slow.next();
        pieces.push(TextDelta.parse(value).text);
      }
      expect(pieces.join('')).toBe(text);
      expect(pieces.length).toBeLessThan(5);
      expect(pieces.every((each) => each.length <= 4000 && each.isWellFormed())).toBe(true);
      await api.end(runId);
      await viewer.ended;
    });

    test('how far a tool is comes as it says, to who comes late too, and is over with the call', async () => {
      const { runId, viewer } = await startStreaming();
      const isNow =
        (...expected: string[]) =>
        (items: readonly Item[]) =>
          progressOf(items).join() === expected.join();
      send(runId, said('1 of 3', { fraction: 1 / 3 }));
      await viewer.until(isNow('1 of 3'));
      send(runId, said('another', { callId: 'c.2' }));
      send(runId, said('2 of 3'));
      await viewer.until(isNow('2 of 3', 'another'));
      const late = watch(runId, '2');
      // as its tool's process does when somebody asks
      send(runId, said('2 of 3'));
      await late.until(isNow('2 of 3', 'another'));
      expect(viewer.items.filter(({ type }) => type === 'tool-progress')).toHaveLength(3);
      expect(late.items.filter(({ type }) => type === 'tool-progress')).toHaveLength(2);
      send(runId, said('', { callId: 'c.2' }));
      await Promise.all([viewer, late].map((each) => each.until(isNow('2 of 3'))));
      await api.append(runId, [toolResult]);
      await Promise.all([viewer, late].map((each) => each.until(isNow())));
      send(runId, said('too late'));
      await api.end(runId);
      await Promise.all([viewer.ended, late.ended]);
      const afterResult = ['tool-result', 'agent-response', 'run-end'];
      for (const { items } of [viewer, late]) expect(items.slice(-3).map(({ type }) => type)).toEqual(afterResult);
      expect(viewer.ids).toEqual(['1', '2', '3', '4', '5']);
    });

    test('a viewer whose rights end is told so, and the stream is over', async () => {
      const runId = await start();
      let isKnown = true;
      const principal = { ...api.principal, actor: { kind: 'api-key' as const, id: newId(), name: 'Key' } };
      const reauthenticate = async () => (isKnown ? principal : null);
      const caller = createCaller({ ...api.toContext(principal), reauthenticate });
      const viewer = new StreamReader(caller.runs.watch({ runId }), Item);
      await viewer.until((items) => items.length === 1);
      isKnown = false;
      expect(await codeOf(viewer.ended)).toBe('auth.required');
    });
  });

  describe('live.watch', () => {
    const watchLive = (input: Parameters<TestApi['caller']['live']['watch']>[0], caller = api.caller) =>
      new StreamReader(caller.live.watch(input), LiveFrame);
    const hasEnd = (runId: string) => (frames: readonly LiveFrame[]) =>
      toRunItems(frames, runId).some(({ type }) => type === 'run-end');

    test('several runs with their text in one stream, resumed by the one id that both have', async () => {
      const [one, two] = [await start(), await start()];
      const runs = [one, two].map((runId) => ({ runId, afterSeq: 0 }));
      const first = watchLive({ runs });
      await api.append(one, [modelStart(1)]);
      await first.until((frames) => toRunItems(frames, one).length === 2 && toRunItems(frames, two).length === 1);
      send(one, toDelta('Hello'));
      await first.until((frames) => textOf(toRunItems(frames, one)) === 'Hello');
      expect(first.ids.at(-1)).toMatch(/~2\.1$/);
      const second = watchLive({ runs, lastEventId: first.ids.at(-1) });
      await second.until((frames) => textOf(toRunItems(frames, one)) === 'Hello');
      await Promise.all([api.end(one), api.end(two)]);
      await Promise.all([first, second].flatMap((each) => [each.until(hasEnd(one)), each.until(hasEnd(two))]));
      const seqsOf = (reader: StreamReader<LiveFrame>, runId: string) =>
        toRunItems(reader.items, runId).flatMap((item) => ('seq' in item ? [item.seq] : []));
      expect([seqsOf(first, one), seqsOf(first, two)]).toEqual([
        [1, 2, 3, 4],
        [1, 2, 3],
      ]);
      expect([seqsOf(second, one), seqsOf(second, two)]).toEqual([
        [3, 4],
        [2, 3],
      ]);
      for (const { ids } of [first, second]) expect(ids.at(-1)).toMatch(/~4\.3$/);
    });

    test('a run that is not there or foreign is gone, and so is one that is deleted meanwhile', async () => {
      const runId = await start();
      const foreign = watchLive({ runs: [{ runId, afterSeq: 0 }] }, api.foreign);
      await foreign.until((frames) => frames.length > 1);
      expect(foreign.items).toEqual([{ type: 'reset' }, { type: 'run-gone', runId }]);
      const own = watchLive({ runs: [{ runId, afterSeq: 0 }] });
      await api.end(runId);
      await own.until(hasEnd(runId));
      await api.caller.runs.delete({ runId });
      await own.until((frames) => frames.some(({ type }) => type === 'run-gone'));
      expect(own.items.filter(({ type }) => type === 'run-gone')).toEqual([{ type: 'run-gone', runId }]);
    });

    test('changed runs of the workspace are told together, and beyond a hundred without their ids', async () => {
      const viewer = watchLive({});
      const runIds = [await start(), await start()];
      const told = () => viewer.items.flatMap((frame) => (frame.type === 'runs-changed' ? frame.runIds : []));
      await viewer.until(() => runIds.every((runId) => told().includes(runId)));
      for (let index = 0; index < 101; index += 1) {
        api.services.events.publish(toWorkspaceTopic(api.principal.workspaceId), newId());
      }
      const any: LiveFrame = { type: 'runs-changed', runIds: [] };
      await viewer.until((frames) =>
        frames.some((frame) => frame.type === 'runs-changed' && frame.runIds.length === 0),
      );
      expect(viewer.items.at(-1)).toEqual(any);
      expect(told()).toEqual(expect.arrayContaining(runIds));
    });

    test('the server’s stop ends it, also while it waits', async () => {
      const own = await openTestApi({ engine });
      const { runId } = await own.caller.runs.start({ message: 'Hi' });
      const viewer = watchLive({ runs: [{ runId, afterSeq: 0 }] }, own.caller);
      await viewer.until((frames) => frames.length > 0);
      own.stopping.abort();
      await expect(viewer.ended).resolves.toBeUndefined();
      await own.close();
    }, 30_000);
  });
});
