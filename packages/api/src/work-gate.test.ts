import { AppError } from '@signalbox/contracts';
import { expect, test } from 'vitest';

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

const patient = { patienceMs: 60_000 };

test('works on so many at once, and on the next when one has ended', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 2, ...patient }));
  const first = call('a');
  void call('b');
  void call('c');
  expect(begun).toEqual(['a', 'b']);
  await end('a', first);
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('lets callers pass in turn: who asks much waits for itself', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, ...patient }));
  const calls = new Map<string, Promise<string>>();
  for (const name of ['flood-1', 'flood-2', 'flood-3', 'flood-4']) calls.set(name, call(name, 'flood'));
  for (const name of ['quiet-1', 'quiet-2']) calls.set(name, call(name, 'quiet'));
  for (const [index] of [...calls].entries()) {
    const name = begun[index] ?? '';
    await end(name, calls.get(name) ?? Promise.resolve(''));
  }
  expect(begun).toEqual(['flood-1', 'flood-2', 'quiet-1', 'flood-3', 'quiet-2', 'flood-4']);
});

test('refuses what would wait too long behind others, and nothing of it is done', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, maxWaitMs: 1, patienceMs: 1 }));
  const first = call('a');
  expect(await call('b')).toBe('server.busy');
  await end('a', first);
  expect(begun).toEqual(['a']);
});

test('waits longer for what passes: a moment without an answer is no overload', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, maxWaitMs: 1, ...patient }));
  const first = call('a');
  const second = call('b');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await end('a', first);
  await end('b', second);
  expect(begun).toEqual(['a', 'b']);
});

test('when too many wait, refuses the newest of the longest line for whoever has a shorter one', async () => {
  const { begun, call, end } = openCalls(new WorkGate({ maxUnderWay: 1, maxWaiting: 2, ...patient }));
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

test('work that fails gives its place to the next', async () => {
  const gate = new WorkGate({ maxUnderWay: 1, ...patient });
  const failed = gate.pass('a', () => Promise.reject(new Error('no')));
  const next = gate.pass('b', async () => 'done');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});
