import type { Activity } from '@signalbox/contracts';

/** Entries of one agent that say the same, one after another. */
export interface Burst {
  /** Of its newest entry. */
  readonly id: string;
  readonly newest: Activity;
  readonly count: number;
  /** When the first of them was. */
  readonly from: string;
}

/** Longest time between two entries of a burst. */
const longestGapMs = 600_000;

const toKey = ({ agentId, type, status, runId }: Activity): string =>
  [agentId, type, status, runId === null ? 'reported' : 'run'].join(' ');

/** Entries that are newest first, those of a burst together, where its newest one stands. */
export const toBursts = (entries: readonly Activity[]): readonly Burst[] => {
  const bursts: Burst[] = [];
  /** Where the last burst of a key stands. */
  const places = new Map<string, number>();
  for (const entry of entries) {
    const key = toKey(entry);
    const place = places.get(key) ?? -1;
    const burst = bursts[place];
    if (burst && Date.parse(burst.from) - Date.parse(entry.at) <= longestGapMs) {
      bursts[place] = { ...burst, count: burst.count + 1, from: entry.at };
    } else {
      places.set(key, bursts.push({ id: entry.id, newest: entry, count: 1, from: entry.at }) - 1);
    }
  }
  return bursts;
};
