/** A day that is the same everywhere, such as the first of a price, with its year: `2026-11-28` is `28 Nov 2026`. */
export const formatUtcDay = (day: string): string =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
