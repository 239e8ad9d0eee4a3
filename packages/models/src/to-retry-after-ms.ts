const toMs = (seconds: number): number | undefined =>
  Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;

const toNumber = (text: string | null): number => (text === null || text.trim() === '' ? Number.NaN : Number(text));

/**
 * How long a provider asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date, or the delay that Google
 * writes into its error's details; undefined when it says nothing that can be read.
 */
export const toRetryAfterMs = (headers: Headers, details = ''): number | undefined => {
  const exact = toMs(toNumber(headers.get('retry-after-ms')) / 1000);
  if (exact !== undefined) return exact;
  const told = headers.get('retry-after');
  const seconds = toMs(toNumber(told));
  if (seconds !== undefined) return seconds;
  const date = Date.parse(told ?? '');
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  return toMs(toNumber(/"retryDelay":"(\d+(?:\.\d+)?)s"/.exec(details)?.[1] ?? null));
};
