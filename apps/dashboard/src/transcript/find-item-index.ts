import type { TranscriptItem } from './transcript-item.ts';

/** Index of the item that shows the event: its own, the call it belongs to, else the nearest before it. */
export const findItemIndex = (items: readonly TranscriptItem[], seq: number): number => {
  const result = items.findIndex((item) => item.type === 'tool-call' && item.resultSeq === seq);
  if (result !== -1) return result;
  return Math.max(
    0,
    items.findLastIndex((item) => item.seq <= seq),
  );
};
