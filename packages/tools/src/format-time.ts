/** A moment as it is told in one time zone. */
export interface ZonedTime {
  /** ISO 8601, to the second, with the offset. */
  readonly iso: string;
  readonly weekday: string;
  /** From UTC, such as `+05:30`. */
  readonly offset: string;
  /** Canonical IANA name. */
  readonly timeZone: string;
}

const fields = {
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  weekday: 'long',
  timeZoneName: 'longOffset',
} as const;

/** The moment in a time zone; undefined when there is no zone of that name. */
export const formatTime = (at: Date, timeZone: string): ZonedTime | undefined => {
  // offsets such as +01:00 are taken by Intl, but they are no zones: they know no summer time
  if (!/^[a-z]/i.test(timeZone)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', { ...fields, timeZone });
  } catch {
    return undefined;
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const iso = `${date}T${part('hour')}:${part('minute')}:${part('second')}${offset}`;
  return { iso, weekday: part('weekday'), offset, timeZone: format.resolvedOptions().timeZone };
};
