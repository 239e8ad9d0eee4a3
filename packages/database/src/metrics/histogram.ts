/** Bins grow by 4 %, so that their geometric middle is within 2 % of all that is in them. */
const growth = 1.04;
/** Where all is that took less than a microsecond. */
const zeroBin = -1000;

/** A bin and how many numbers fell into it, two bytes each; those of a bin may be several, and below zero. */
const entryBytes = 4;
const mostInEntry = 32_767;

/**
 * SQL: the histogram of one number of milliseconds, counted `sign` times, which is 1 or -1; null of null. Histograms that
 * are put together are one, so that `string_agg` and `||` add them up.
 */
export const toHistogramSql = (milliseconds: string, sign: string): string =>
  `int2send((case when ${milliseconds} < 0.001 then ${zeroBin} else ceil(ln(${milliseconds}) / ${Math.log(growth)}) end)::smallint)
    || int2send((${sign})::smallint)`;

/** How many numbers fell into each bin from the first on. */
interface Bins {
  readonly firstBin: number;
  readonly counts: Float64Array;
}

const toBins = (histogram: Uint8Array): Bins => {
  // by hand: a DataView takes three times as long
  const readAt = (place: number): number =>
    (((histogram[place] ?? 0) << 24) | ((histogram[place + 1] ?? 0) << 16)) >> 16;
  let [firstBin, lastBin] = [mostInEntry, -mostInEntry];
  for (let place = 0; place < histogram.length; place += entryBytes) {
    const bin = readAt(place);
    if (bin < firstBin) firstBin = bin;
    if (bin > lastBin) lastBin = bin;
  }
  const counts = new Float64Array(Math.max(0, lastBin - firstBin + 1));
  for (let place = 0; place < histogram.length; place += entryBytes) {
    const index = readAt(place) - firstBin;
    counts[index] = (counts[index] ?? 0) + readAt(place + 2);
  }
  return { firstBin, counts };
};

/** The same histogram with as few entries as can be. */
export const packHistogram = (histogram: Uint8Array): Uint8Array => {
  const { firstBin, counts } = toBins(histogram);
  const entries: number[] = [];
  for (const [index, count] of counts.entries()) {
    for (let left = count; left !== 0;) {
      const part = Math.max(-mostInEntry, Math.min(mostInEntry, left));
      entries.push(firstBin + index, part);
      left -= part;
    }
  }
  const view = new DataView(new ArrayBuffer(entries.length * 2));
  for (const [index, value] of entries.entries()) view.setInt16(index * 2, value);
  return new Uint8Array(view.buffer);
};

/**
 * The smallest of the numbers that each of the shares of them does not exceed, within 2 %; nulls of none. The shares
 * ascend.
 */
export const toPercentiles = (histogram: Uint8Array, shares: readonly number[]): (number | null)[] => {
  const { firstBin, counts } = toBins(histogram);
  let total = 0;
  for (const count of counts) total += Math.max(0, count);
  let [index, passed] = [-1, 0];
  return shares.map((share) => {
    if (total === 0) return null;
    const wanted = Math.max(1, Math.ceil(share * total));
    while (passed < wanted) passed += Math.max(0, counts[(index += 1)] ?? 0);
    const bin = firstBin + index;
    return bin === zeroBin ? 0 : growth ** (bin - 0.5);
  });
};
