import type { System } from '@signalbox/contracts';

const lateMs = 200;
const longQueueMs = 60_000;
const lowDiskBytes = 1e9;
const lowDiskShare = 0.05;

/** What an operator should look at, in a few words beside its figure. */
export interface SystemWarnings {
  readonly loop?: string;
  readonly queue?: string;
  readonly tools?: string;
  readonly disk?: string;
}

/** What is out of the ordinary now; empty when all is well. */
export const toWarnings = ({ process, queue, tools, disk }: System, nowMs: number): SystemWarnings => {
  const { oldestQueuedAt } = queue;
  const isLow = disk.freeBytes < lowDiskBytes || disk.freeBytes < disk.totalBytes * lowDiskShare;
  return {
    ...(process.loopDelayMs > lateMs && { loop: 'Something held it up' }),
    ...(oldestQueuedAt !== null && nowMs - Date.parse(oldestQueuedAt) > longQueueMs && { queue: 'Waits for a worker' }),
    ...(tools.broken > 0 && { tools: `${tools.broken} broken` }),
    ...(isLow && { disk: 'Nearly full' }),
  };
};
