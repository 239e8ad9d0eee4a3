import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { newId } from '@signalbox/contracts';
import {
  createInProcessEventBus,
  createPostgresEventBus,
  type EventBus,
  toActivityTopic,
  toAgentsTopic,
  toMetricsTopic,
  toWorkspaceTopic,
} from '@signalbox/events';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import { createLiveHub, type HubFrame, type LiveHub } from './live-hub.ts';

const databaseUrl = process.env['TEST_DATABASE_URL'];
const topics = [toWorkspaceTopic, toActivityTopic, toAgentsTopic, toMetricsTopic];

/** Where it is published and where it is heard: one bus of one process, or those of two. */
const buses: [string, () => Promise<readonly [EventBus, EventBus]>][] = [
  [
    'in-process',
    async () => {
      const bus = createInProcessEventBus();
      return [bus, bus];
    },
  ],
];
if (databaseUrl !== undefined) {
  const openPostgres = () => createPostgresEventBus({ databaseUrl, log: () => undefined });
  buses.push(['PostgreSQL', () => Promise.all([openPostgres(), openPostgres()])]);
}

/** A viewer from a position on, and all that it was told. */
const watch = (hub: LiveHub, workspaceId: string, after?: string) => {
  const seen: HubFrame[] = [];
  const { missed, close } = hub.open({ workspaceId, after }, ({ frames }) => seen.push(...frames));
  seen.unshift(...missed.frames);
  return { seen, close };
};

describe.each(buses)('over the %s bus', (_name, openBuses) => {
  const opened: EventBus[] = [];
  afterAll(() => Promise.all(opened.map((bus) => bus.close())));
  const open = async () => {
    const [bus, heard] = await openBuses();
    opened.push(bus, heard);
    return { bus, heard, hub: createLiveHub(heard), workspaceId: randomUUID() };
  };

  test('cut off at any frame and back at once or later, a viewer is told the rest, each once, in order (S1)', async () => {
    const { bus, hub, workspaceId } = await open();
    const changes = fc.array(fc.nat({ max: topics.length - 1 }), { minLength: 1, maxLength: 8 });
    const told = async (kinds: readonly number[], viewer: { readonly seen: readonly unknown[] }): Promise<void> => {
      const { length } = viewer.seen;
      for (const kind of kinds) bus.publish(topics[kind]?.(workspaceId) ?? '', newId());
      await expect.poll(() => viewer.seen.length, { interval: 5 }).toBe(length + new Set(kinds).size);
    };
    const toMeet = fc.asyncProperty(fc.array(changes, { minLength: 2, maxLength: 4 }), async (rounds) => {
      const whole = watch(hub, workspaceId);
      expect(whole.seen.map(({ frame }) => frame)).toEqual([{ type: 'reset' }]);
      const early: { readonly from: number; readonly seen: readonly HubFrame[] }[] = [];
      const closers = [whole.close];
      for (const kinds of rounds) {
        await told(kinds, whole);
        for (const [from, { position }] of whole.seen.entries()) {
          const { seen, close } = watch(hub, workspaceId, position);
          early.push({ from, seen });
          closers.push(close);
        }
      }
      for (const { from, seen } of early) expect(seen).toEqual(whole.seen.slice(from + 1));
      for (const close of closers) close();
    });
    await fc.assert(toMeet, { numRuns: 4 });
  }, 30_000);

  test('from before what is kept, from another process and from nowhere: one reset, then what follows (S2)', async () => {
    const { bus, heard, hub, workspaceId } = await open();
    const first = watch(hub, workspaceId);
    const [start] = first.seen;
    bus.publish(toWorkspaceTopic(workspaceId), newId());
    await expect.poll(() => first.seen.length).toBe(2);
    const elsewhere = watch(createLiveHub(heard), workspaceId, first.seen[1]?.position);
    // each round is about 12 kB, and the next is a frame later
    for (let round = 0; round < 12; round += 1) {
      for (const toTopic of topics) {
        for (let index = 0; index < 100; index += 1) bus.publish(toTopic(workspaceId), newId());
      }
      const { length } = first.seen;
      await expect.poll(() => first.seen.length, { interval: 5 }).toBeGreaterThanOrEqual(length + topics.length);
    }
    const strangers = [watch(hub, workspaceId, start?.position), watch(hub, workspaceId, 'nonsense'), elsewhere];
    const last = newId();
    bus.publish(toWorkspaceTopic(workspaceId), last);
    for (const { seen } of strangers) {
      await expect.poll(() => seen.at(-1)?.frame, { interval: 5 }).toEqual({ type: 'runs-changed', runIds: [last] });
      expect(seen[0]?.frame).toEqual({ type: 'reset' });
    }
    for (const { seen } of strangers.slice(0, 2)) expect(seen).toHaveLength(2);
  }, 30_000);

  test('another workspace hears nothing', async () => {
    const { bus, hub, workspaceId } = await open();
    const [own, foreign] = [watch(hub, workspaceId), watch(hub, randomUUID())];
    for (const toTopic of topics) bus.publish(toTopic(workspaceId), newId());
    await expect.poll(() => own.seen.length).toBe(1 + topics.length);
    expect(foreign.seen.map(({ frame }) => frame)).toEqual([{ type: 'reset' }]);
  });

  test('many changes are one frame, and more than a hundred any', async () => {
    const { bus, hub, workspaceId } = await open();
    const viewer = watch(hub, workspaceId);
    const few = Array.from({ length: 30 }, () => newId());
    for (const id of [...few, ...few]) bus.publish(toWorkspaceTopic(workspaceId), id);
    await expect.poll(() => viewer.seen.length).toBe(2);
    expect(viewer.seen[1]?.frame).toEqual({ type: 'runs-changed', runIds: few });
    await delay(120);
    for (let index = 0; index < 300; index += 1) bus.publish(toWorkspaceTopic(workspaceId), newId());
    await expect.poll(() => viewer.seen.at(-1)?.frame).toEqual({ type: 'runs-changed', runIds: [] });
  });
});
