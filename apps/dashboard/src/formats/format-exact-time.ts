/** A time with its zone, for a hover and for copying: `21 Nov 2026, 14:02:11 UTC`. */
export const formatExactTime = (at: string | number, timeZone?: string): string =>
  new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  });
