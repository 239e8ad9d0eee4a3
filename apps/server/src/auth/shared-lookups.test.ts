import { expect, test } from 'vitest';

import { SharedLookups } from './shared-lookups.ts';

/** Lookups that end when they are told to, each with its number. */
const openLookups = () => {
  const begun: PromiseWithResolvers<number>[] = [];
  const shared = new SharedLookups<number>();
  const find = (key: string): Promise<number> =>
    shared.find(key, () => {
      const look = Promise.withResolvers<number>();
      begun.push(look);
      return look.promise;
    });
  return { begun, find };
};

test('who comes during a lookup shares the next one, which begins when that has ended', async () => {
  const { begun, find } = openLookups();
  const first = find('a');
  const later = [find('a'), find('a'), find('a')];
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(1);
  expect(await first).toBe(1);
  await expect.poll(() => begun.length).toBe(2);
  const third = find('a');
  begun[1]?.resolve(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.resolve(3);
  expect(await third).toBe(3);
});

test('others are looked up by themselves, and what has ended is looked up again', async () => {
  const { begun, find } = openLookups();
  const both = [find('a'), find('b')];
  begun[0]?.resolve(1);
  begun[1]?.resolve(2);
  expect(await Promise.all(both)).toEqual([1, 2]);
  const again = find('a');
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.resolve(3);
  expect(await again).toBe(3);
});

test('a lookup that fails is the failure of those that shared it, and the next is tried', async () => {
  const { begun, find } = openLookups();
  const first = find('a');
  const later = find('a');
  begun[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.resolve(2);
  expect(await later).toBe(2);
});
