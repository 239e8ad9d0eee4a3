/** The day in UTC on which prices are picked: `2026-11-21`. */
export const toUtcDay = (at: Date): string => at.toISOString().slice(0, 10);
