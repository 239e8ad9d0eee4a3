const dayMs = 86_400_000;

/** Moments whose offsets are remembered, of each zone: midnights are asked for again and again, and a format takes 5 µs. */
const maxKnown = 2000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly known: Map<number, number>;
}

const zones = new Map<string, Zone>();

const findZone = (timeZone: string): Zone => {
  const zone = zones.get(timeZone) ?? {
    format: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
    known: new Map<number, number>(),
  };
  zones.set(timeZone, zone);
  return zone;
};

const readOffsetMs = (atMs: number, format: Intl.DateTimeFormat): number => {
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes, seconds] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(name ?? '') ?? [];
  const ahead = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ahead : ahead;
};

/** By how much the clocks of the zone are ahead of UTC at a moment. */
const toOffsetMs = (atMs: number, timeZone: string): number => {
  const { format, known } = findZone(timeZone);
  const found = known.get(atMs);
  if (found !== undefined) return found;
  if (known.size >= maxKnown) known.clear();
  const offsetMs = readOffsetMs(atMs, format);
  known.set(atMs, offsetMs);
  return offsetMs;
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
