import { statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Machine } from '@signalbox/api';

import type { Config } from './config.ts';

/** Time between two looks at the event loop; what it measures is this and the delay. */
const resolutionMs = 20;
const windowMs = 10_000;

const toDelayMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);

/** Follows how late the event loop is, of which the window before and the present one count. */
const watchLoop = () => {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  let before = 0;
  const timer = setInterval(() => {
    before = toDelayMs(histogram.max);
    histogram.reset();
  }, windowMs).unref();
  return {
    delayMs: () => Math.max(before, toDelayMs(histogram.max)),
    close: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
};

/** What is measured of this process and its disk, until it is closed. */
export const createMachine = (
  { role, dataDir }: Pick<Config, 'role' | 'dataDir'>,
  countActiveRuns: () => number | null,
): Machine & { close(): void } => {
  const loop = watchLoop();
  const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();
  return {
    read: async () => {
      const { bavail, blocks, bsize } = await statfs(dataDir);
      return {
        role,
        startedAt,
        nodeVersion: process.versions.node,
        memoryBytes: process.memoryUsage.rss(),
        loopDelayMs: loop.delayMs(),
        activeRuns: countActiveRuns(),
        disk: { folder: dataDir, freeBytes: bavail * bsize, totalBytes: blocks * bsize },
      };
    },
    close: loop.close,
  };
};
