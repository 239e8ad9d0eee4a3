import { expect, onTestFinished, test } from 'vitest';

import type { Job } from './job.ts';
import { startJobs } from './start-jobs.ts';

/** Work that is done when there is any; each look is told. */
class Heap implements Job {
  readonly name = 'heap';
  readonly everyMs: number;
  pieces: number;
  looks = 0;
  #waiting: { readonly looks: number; readonly resolve: () => void }[] = [];

  constructor({ pieces, everyMs }: { readonly pieces: number; readonly everyMs: number }) {
    this.pieces = pieces;
    this.everyMs = everyMs;
  }

  run = async (): Promise<boolean> => {
    this.looks += 1;
    for (const { looks, resolve } of this.#waiting) if (this.looks >= looks) resolve();
    if (this.pieces < 0) throw new Error('away');
    if (this.pieces > 0) this.pieces -= 1;
    return this.pieces > 0;
  };

  until(looks: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ looks, resolve });
    if (this.looks >= looks) resolve();
    return promise;
  }
}

const start = (heap: Heap) => {
  const errors: string[] = [];
  const jobs = startJobs([heap], { onError: (name, cause) => errors.push(`${name}: ${String(cause)}`) });
  onTestFinished(() => jobs.close());
  return { jobs, errors };
};

test('does all that there is at once, and more when it is woken', async () => {
  const heap = new Heap({ pieces: 3, everyMs: 3_600_000 });
  const { jobs } = start(heap);
  await heap.until(3);
  expect(heap.pieces).toBe(0);
  heap.pieces = 2;
  const done = heap.until(5);
  jobs.wake('heap');
  await done;
  expect(heap.looks).toBe(5);
});

test('looks again after its time, and after a failure, which it tells', async () => {
  const heap = new Heap({ pieces: -1, everyMs: 5 });
  const { errors } = start(heap);
  await heap.until(2);
  heap.pieces = 1;
  await heap.until(4);
  expect(errors.slice(0, 1)).toEqual(['heap: Error: away']);
  expect(heap.pieces).toBe(0);
});

test('close waits for the piece under way, and none follows', async () => {
  const heap = new Heap({ pieces: 1_000_000_000, everyMs: 5 });
  const { jobs } = start(heap);
  await heap.until(2);
  await jobs.close();
  const { looks } = heap;
  await new Promise(setImmediate);
  expect(heap.looks).toBe(looks);
});
