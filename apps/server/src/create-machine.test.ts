import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, onTestFinished, test } from 'vitest';

import { createMachine } from './create-machine.ts';

test('the process and its disk as they are, and how late the event loop was', async () => {
  const dataDir = makeTestFolder('machine');
  const machine = createMachine({ role: 'web', dataDir }, () => null);
  onTestFinished(() => machine.close());
  const { disk, ...process } = await machine.read();
  expect(process).toMatchObject({ role: 'web', nodeVersion: globalThis.process.versions.node, activeRuns: null });
  expect(Date.parse(process.startedAt)).toBeLessThan(Date.now());
  expect(process.memoryBytes).toBeGreaterThan(10_000_000);
  expect(disk.folder).toBe(dataDir);
  expect(disk.freeBytes).toBeGreaterThan(0);
  expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);

  const readDelay = async (): Promise<number> => (await machine.read()).loopDelayMs;
  await expect.poll(readDelay).toBeGreaterThan(0);
  const busyUntil = performance.now() + 300;
  while (performance.now() < busyUntil);
  await expect.poll(readDelay).toBeGreaterThan(200);
});
