/** Longest accepted duration: 366 days, so that a sum of a year of runs stays an exact integer of nanoseconds. */
const maxDurationMs = 366 * 24 * 60 * 60 * 1000;

/** What Go's time.Duration prints (https://pkg.go.dev/time#Duration.String), with days in front. */
const pattern =
  /^(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+(?:\.\d+)?)ms)?(?:(?<us>\d+(?:\.\d+)?)[µμu]s)?(?:(?<ns>\d+)ns)?$/;

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, ns: 0.000_001 } as const;

/**
 * Milliseconds of a duration such as `5m30s` or `1.5s`; undefined when the text is not one or is over 366 days.
 * Fractions of a millisecond are kept.
 */
export const parseDuration = (text: string): number | undefined => {
  if (text.length === 0 || text.length > 64) return undefined;
  const groups = pattern.exec(text)?.groups;
  if (!groups) return undefined;
  let total = 0;
  for (const [unit, factor] of Object.entries(unitMs)) total += Number(groups[unit] ?? 0) * factor;
  return total <= maxDurationMs ? total : undefined;
};

/** A duration in milliseconds in the form `parseDuration` reads: `1h5m30s`, `250ms`, `0s`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1000) return durationMs === 0 ? '0s' : `${durationMs}ms`;
  const hours = Math.floor(durationMs / unitMs.h);
  const minutes = Math.floor((durationMs % unitMs.h) / unitMs.m);
  const seconds = Math.round(durationMs % unitMs.m) / 1000;
  return [hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`].filter(Boolean).join('');
};
