import type { ApiKey } from '@signalbox/contracts';

import { formatDay } from '../../../formats/format-day.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { formatTime } from '../../../formats/format-time.ts';

/** Ends within this time: somebody should look. */
const soonMs = 7 * 86_400_000;

export interface KeyState {
  readonly state: 'active' | 'ending' | 'expired' | 'revoked';
  /** What the key is. */
  readonly word: string;
  /** Until or since when. */
  readonly when: string;
  /** The exact time of that; null when it has no end. */
  readonly at: string | null;
}

/** Whether a key works, and until or since when. */
export const toKeyState = ({ revokedAt, expiresAt }: ApiKey, nowMs: number): KeyState => {
  if (revokedAt !== null)
    return { state: 'revoked', word: 'Revoked', when: formatTime(revokedAt, nowMs), at: revokedAt };
  if (expiresAt === null) return { state: 'active', word: 'Active', when: 'no expiry', at: null };
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return { state: 'expired', word: 'Expired', when: formatTime(expiresAt, nowMs), at: expiresAt };
  if (leftMs <= soonMs)
    return { state: 'ending', word: 'Ends soon', when: `in ${formatDuration(leftMs)}`, at: expiresAt };
  return { state: 'active', word: 'Active', when: `until ${formatDay(expiresAt)}`, at: expiresAt };
};
