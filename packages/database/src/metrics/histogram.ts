/** Bins grow by 4 %, so that their geometric middle is within 2 % of all that is in them. */
const growth = 1.04;
/** Where all is that took less than a microsecond. */
const zeroBin = -1000;

/** SQL: the bin of a number of milliseconds; null of null. */
export const toBinSql = (milliseconds: string): string =>
  `case when ${milliseconds} < 0.001 then ${zeroBin} else ceil(ln(${milliseconds}) / ${Math.log(growth)}) end::smallint`;

/** How many numbers fell into each bin, the bins in ascending order. */
export interface Histogram {
  readonly bins: readonly number[];
  readonly counts: readonly number[];
}

/** The smallest of the numbers that this share of them does not exceed, within 2 %; null of none. */
export const toPercentile = ({ bins, counts }: Histogram, share: number): number | null => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const [index, bin] of bins.entries()) {
    left -= counts[index] ?? 0;
    if (left <= 0 && total > 0) return bin === zeroBin ? 0 : growth ** (bin - 0.5);
  }
  return null;
};
