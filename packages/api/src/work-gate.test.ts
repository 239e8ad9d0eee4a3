import { AppError } from '@signalbox/contracts';
import { expect, test, vi } from 'vitest';

import { WorkGate } from './work-gate.ts';

/** Calls through a gate that go on until they are told to end. */
const openCalls = (gate: WorkGate) => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const call = (name: string, caller = name): Promise<string> =>
    gate
      .pass(caller, () => {
        begun.push(name);
        const { promise, resolve } = Promise.withResolvers<string>();
        ends.set(name, () => resolve(name));
        return promise;
      })
      .catch((error: unknown) => (error instanceof AppError ? error.code : 'another error'));
  const end = async (name: string, ended: Promise<string>): Promise<void> => {
    ends.get(name)?.();
    await ended;
  };
  return { begun, call, end };
};

test('works on so many at once, and on the next when one has ended', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 2 }));
  const first = call('a');
  void call('b');
  void call('c');
  expect(begun).toEqual(['a', 'b']);
  await end('a', first);
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('lets callers pass in turn: who asks much waits for itself', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1 }));
  const calls = new Map<string, Promise<string>>();
  for (const name of ['flood-1', 'flood-2', 'flood-3', 'flood-4']) calls.set(name, call(name, 'flood'));
  for (const name of ['quiet-1', 'quiet-2']) calls.set(name, call(name, 'quiet'));
  for (const [index] of [...calls].entries()) {
    const name = begun[index] ?? '';
    await end(name, calls.get(name) ?? Promise.resolve(''));
  }
  expect(begun).toEqual(['flood-1', 'flood-2', 'quiet-1', 'flood-3', 'quiet-2', 'flood-4']);
});

/** Passes so many calls that take a while, one after the other with one waiting. */
const passSlowly = async (gate: WorkGate, calls: number): Promise<void> => {
  const work = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  let last = gate.pass('slow', work);
  for (let passed = 1; passed < calls; passed += 1) {
    const next = gate.pass('slow', work);
    await last;
    last = next;
  }
  await last;
};

const askAtOnce = async (gate: WorkGate, calls: number): Promise<number> => {
  const all = Array.from({ length: calls }, () => gate.pass('crowd', async () => undefined));
  return (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected').length;
};

test('refuses what would wait too long at the speed of late', async () => {
  const gate = new WorkGate({ maxUnderWay: 1, maxWaitMs: 100, maxBurst: 1, leastWaiting: 1 });
  // nothing is known of its speed: 26 may wait
  expect(await askAtOnce(gate, 30)).toBe(3);
  await passSlowly(gate, 80);
  // turns came every 5 ms or more
  expect(await askAtOnce(gate, 30)).toBeGreaterThanOrEqual(8);
});

test('nothing of what is refused is done', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, maxWaitMs: 0, maxBurst: 1, leastWaiting: 1 }));
  const first = call('a');
  const second = call('b');
  expect(await call('c', 'b')).toBe('server.busy');
  await end('a', first);
  await end('b', second);
  expect(begun).toEqual(['a', 'b']);
});

test('when too many wait, refuses the newest of the longest line for whoever has a shorter one', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, maxWaitMs: 7, maxBurst: 1, leastWaiting: 1 }));
  const first = call('flood-1', 'flood');
  const second = call('flood-2', 'flood');
  const third = call('flood-3', 'flood');
  expect(await call('flood-4', 'flood')).toBe('server.busy');
  const quiet = call('quiet');
  expect(await third).toBe('server.busy');
  await end('flood-1', first);
  await end('flood-2', second);
  await end('quiet', quiet);
  expect(begun).toEqual(['flood-1', 'flood-2', 'quiet']);
});

test('a page may ask for many things at once; a line that stands is held short', async () => {
  const gate = new WorkGate({ maxUnderWay: 1, maxWaitMs: 0, maxBurst: 20, leastWaiting: 5 });
  const { begun, call, end } = openCalls(gate);
  const calls = Array.from({ length: 21 }, (_, index) => call(`page-${index}`, 'page'));
  expect(await call('page-21', 'page')).toBe('server.busy');
  const endOf = async (from: number, until: number): Promise<void> => {
    for (let index = from; index < until; index += 1) await end(`page-${index}`, calls[index] ?? Promise.resolve(''));
  };
  await endOf(0, 9);
  calls.push(call('page-21', 'page'));
  await endOf(9, 16);
  expect(begun).toHaveLength(17);
  expect(await call('page-22', 'page')).toBe('server.busy');
  await endOf(16, 17);
  calls.push(call('page-22', 'page'));
  await endOf(17, 23);
  expect(begun).toHaveLength(23);
});

test('nobody waits longer than three seconds, whatever the speed was', async () => {
  vi.useFakeTimers();
  try {
    const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1 }));
    const first = call('a');
    const second = call('b');
    await vi.advanceTimersByTimeAsync(2999);
    const third = call('c');
    await vi.advanceTimersByTimeAsync(1);
    expect(await second).toBe('server.busy');
    await end('a', first);
    await end('c', third);
    expect(begun).toEqual(['a', 'c']);
  } finally {
    vi.useRealTimers();
  }
});

test('work that fails gives its place to the next', async () => {
  const gate = new WorkGate({ maxUnderWay: 1 });
  const failed = gate.pass('a', () => Promise.reject(new Error('no')));
  const next = gate.pass('b', async () => 'done');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});
