import { formatClock } from '../../formats/format-time.ts';

/** The local time of day to the millisecond: `14:02:11.084`. */
export const formatMilliseconds = (at: string): string =>
  `${formatClock(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
