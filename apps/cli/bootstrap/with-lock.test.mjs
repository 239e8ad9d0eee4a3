import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { withLock } from './with-lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-lock-'));
const lockFile = join(folder, 'runtime', 'lock');
afterAll(() => rmSync(folder, { recursive: true }));

test('the second waits until the first is done', async () => {
  const order = [];
  let endFirst;
  const first = withLock(lockFile, () => new Promise((resolve) => (endFirst = resolve)), vi.fn());
  const second = withLock(
    lockFile,
    () => order.push('second'),
    () => {
      order.push('waits');
      endFirst();
    },
  );
  await Promise.all([first, second]);
  expect(order).toEqual(['waits', 'second']);
});

test('work that fails gives the lock back', async () => {
  await expect(withLock(lockFile, () => Promise.reject(new Error('no')), vi.fn())).rejects.toThrow('no');
  expect(await withLock(lockFile, () => 'done', vi.fn())).toBe('done');
});

test('the lock of a process that ended is taken over', async () => {
  // No process has this id: it is above what any system gives.
  writeFileSync(lockFile, `${hostname()}\n${2 ** 30}`);
  expect(await withLock(lockFile, () => 'done', vi.fn())).toBe('done');
});
