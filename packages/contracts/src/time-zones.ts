const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
};

/** By how much the clocks of the zone are ahead of UTC at a moment. */
const toOffsetMs = (atMs: number, timeZone: string): number => {
  const name = formatOf(timeZone)
    .formatToParts(atMs)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes, seconds] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(name ?? '') ?? [];
  const ahead = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ahead : ahead;
};

/**
 * When the clocks of the zone show this time, given as if it were UTC: the first time if they show it twice, and if they
 * leave it out, as much later as they leave out.
 */
const toMoment = (clockMs: number, timeZone: string): number => {
  const before = toOffsetMs(clockMs - dayMs, timeZone);
  const after = toOffsetMs(clockMs + dayMs, timeZone);
  const moments = [clockMs - before, clockMs - after].filter(
    (moment) => moment + toOffsetMs(moment, timeZone) === clockMs,
  );
  return moments.length > 0 ? Math.min(...moments) : clockMs - before;
};

/** When the day of the zone began that a moment is in. */
export const toDayStart = (at: Date, timeZone: string): Date => {
  const clockMs = at.getTime() + toOffsetMs(at.getTime(), timeZone);
  return new Date(toMoment(Math.floor(clockMs / dayMs) * dayMs, timeZone));
};

/** When the clocks of the zone show the same time so many days later, or before. */
export const addDays = (at: Date, days: number, timeZone: string): Date => {
  const clockMs = at.getTime() + toOffsetMs(at.getTime(), timeZone);
  return new Date(toMoment(clockMs + days * dayMs, timeZone));
};
