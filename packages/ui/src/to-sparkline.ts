import { toLinePath } from './to-line-path.ts';

const width = 100;
const height = 24;
const inset = 2;

/** The SVG paths of a sparkline in a box of 100 × 24; null values break the line, and under two values there is none. */
export const toSparkline = (values: readonly (number | null)[]): ReturnType<typeof toLinePath> => {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return { path: '', dots: '' };
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const toHeight = (value: number): number =>
    height - inset - (span === 0 ? 0.5 : (value - low) / span) * (height - 2 * inset);
  return toLinePath(
    values.map((value, at) => (value === null ? null : [(at / (values.length - 1)) * width, toHeight(value)])),
  );
};
