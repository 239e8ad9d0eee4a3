import type { RunEvent } from '@signalbox/contracts';

/** Two readings of one log as one: in its order, each event once. */
export const mergeEvents = (left: readonly RunEvent[], right: readonly RunEvent[]): readonly RunEvent[] => {
  const lastSeq = left.at(-1)?.seq ?? 0;
  const news = right.filter((event) => event.seq > lastSeq);
  return news.length === 0 ? left : [...left, ...news];
};
