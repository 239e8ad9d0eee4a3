import type { System } from '@signalbox/contracts';

const lateMs = 200;
const longQueueMs = 60_000;
const longFoldMs = 30_000;
const lowDiskBytes = 1e9;
const lowDiskShare = 0.05;

/** What an operator should look at, in a few words beside its figure. */
export interface SystemWarnings {
  readonly loop?: string;
  readonly queue?: string;
  readonly metrics?: string;
  readonly tools?: string;
  readonly disk?: string;
}

/** What is out of the ordinary now; empty when all is well. */
export const toWarnings = ({ process, queue, metrics, tools, disk }: System, nowMs: number): SystemWarnings => {
  const { oldestQueuedAt } = queue;
  const isLong = (since: string | null, mostMs: number): boolean =>
    since !== null && nowMs - Date.parse(since) > mostMs;
  const isLow = disk.freeBytes < lowDiskBytes || disk.freeBytes < disk.totalBytes * lowDiskShare;
  return {
    ...(process.loopDelayMs > lateMs && { loop: 'Something held it up' }),
    ...(isLong(oldestQueuedAt, longQueueMs) && { queue: 'Waits for a worker' }),
    ...(isLong(metrics.waitingSince, longFoldMs) && { metrics: 'Behind' }),
    ...(tools.broken > 0 && { tools: `${tools.broken} broken` }),
    ...(isLow && { disk: 'Nearly full' }),
  };
};
