/** The smallest UUID v7 that a moment can have: ids made at it or later are not below it. */
export const toSmallestId = (at: Date): string => {
  const time = Math.min(Math.max(0, at.getTime()), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
