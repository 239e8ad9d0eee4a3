/** A day of the calendar with its year: `28 Nov 2026`. */
export const formatDay = (at: string): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
