/** A time as a part of file names, in UTC: `2026-11-21-093000`. */
export const toFileStamp = (at: Date): string => at.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
