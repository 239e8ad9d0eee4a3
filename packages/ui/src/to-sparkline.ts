interface SparklinePaths {
  /** Empty when there are fewer than two values. */
  readonly path: string;
  /** Values that stand alone between gaps. */
  readonly dots: string;
}

const width = 100;
const height = 24;
const inset = 2;

const toNumber = (value: number): string => String(Math.round(value * 100) / 100);

/** The SVG paths of a sparkline in a box of 100 × 24; null values break the line. */
export const toSparkline = (values: readonly (number | null)[]): SparklinePaths => {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return { path: '', dots: '' };
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const toPoint = (value: number, at: number): string => {
    const share = span === 0 ? 0.5 : (value - low) / span;
    return `${toNumber((at / (values.length - 1)) * width)} ${toNumber(height - inset - share * (height - 2 * inset))}`;
  };
  let path = '';
  let dots = '';
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const isAfterGap = (values[at - 1] ?? null) === null;
    const isBeforeGap = (values[at + 1] ?? null) === null;
    const point = toPoint(value, at);
    if (isAfterGap && isBeforeGap) dots += `M${point}h0`;
    path += `${isAfterGap ? 'M' : 'L'}${point}`;
  }
  return { path, dots };
};
