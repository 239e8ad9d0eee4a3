/** Bins grow by 4 %, so that their geometric middle is within 2 % of all that is in them. */
const growth = 1.04;
/** Where all is that took less than a microsecond. */
const zeroBin = -1000;

/**
 * A histogram is a row of pieces, in any order. An entry is a bin and how many numbers fell into it, below zero when they
 * were taken out: two bytes each. A stretch is `stretchMark` less how many bins it has and the first of them, two bytes each,
 * then how many numbers fell into each, in seven bits of a byte for as many bytes as that needs, the lowest bits first.
 */
const entryBytes = 4;
const leastInEntry = -32_768;
const stretchMark = -2000;
const mostInStretch = 30_000;
/** So many empty bins take more room in a stretch than the beginning of another one. */
const gap = 5;

/**
 * SQL: the histogram of one number of milliseconds, counted `sign` times, which is 1 or -1; null of null. Histograms that
 * are put together are one, so that `string_agg` and `||` add them up.
 */
export const toHistogramSql = (milliseconds: string, sign: string): string =>
  `int2send((case when ${milliseconds} < 0.001 then ${zeroBin} else ceil(ln(${milliseconds}) / ${Math.log(growth)}) end)::smallint)
    || int2send((${sign})::smallint)`;

/** Where texts are decoded, each over the one before: buffers of their own are collected late, in long pauses. */
let decoded = Buffer.allocUnsafeSlow(65_536);

/** The histogram of a text in base64; good until the next one is decoded. */
export const decodeHistogram = (text: string): Uint8Array => {
  if (decoded.length < text.length) decoded = Buffer.allocUnsafeSlow(2 * text.length);
  return decoded.subarray(0, decoded.write(text, 'base64'));
};

/** How many numbers fell into each bin from the first on; of a histogram of nothing there are none. */
interface Bins {
  readonly firstBin: number;
  readonly counts: Float64Array;
}

/** Where bins are counted, all zero between two calls; the first is the lowest that two bytes hold. */
const scratch = new Float64Array(65_536);
const scratchStart = 32_768;

/** The histogram with each bin once. */
export const toBins = (histogram: Uint8Array): Bins => {
  // by hand: a DataView takes three times as long
  const readAt = (place: number): number =>
    (((histogram[place] ?? 0) << 24) | ((histogram[place + 1] ?? 0) << 16)) >> 16;
  let [first, last] = [scratch.length, -1];
  for (let place = 0; place < histogram.length;) {
    const [mark, second] = [readAt(place), readAt(place + 2)];
    const isStretch = mark < stretchMark;
    let index = scratchStart + (isStretch ? second : mark);
    const end = index + (isStretch ? stretchMark - mark : 1);
    if (index < first) first = index;
    if (end > last) last = end;
    place += entryBytes;
    if (!isStretch) {
      scratch[index] = (scratch[index] ?? 0) + second;
      continue;
    }
    for (; index < end; index += 1) {
      let count = histogram[place] ?? 0;
      place += 1;
      for (let weight = 0x80; count >= weight; weight *= 0x80) {
        count += ((histogram[place] ?? 0) - 1) * weight;
        place += 1;
      }
      scratch[index] = (scratch[index] ?? 0) + count;
    }
  }
  const counts = scratch.slice(first, Math.max(first, last));
  scratch.fill(0, first, Math.max(first, last));
  return { firstBin: first - scratchStart, counts };
};

const pushShort = (bytes: number[], value: number): void => void bytes.push((value >> 8) & 0xff, value & 0xff);

const pushStretch = (bytes: number[], firstBin: number, counts: Float64Array): void => {
  pushShort(bytes, stretchMark - counts.length);
  pushShort(bytes, firstBin);
  for (let count of counts) {
    for (; count >= 0x80; count = Math.floor(count / 0x80)) bytes.push((count % 0x80) | 0x80);
    bytes.push(count);
  }
};

/** The end of the stretch that begins here: before a gap, or before what was taken out. */
const toStretchEnd = (counts: Float64Array, from: number): number => {
  let end = from + 1;
  for (let index = end; index < counts.length && index - end < gap && index - from < mostInStretch; index += 1) {
    const count = counts[index] ?? 0;
    if (count < 0) break;
    if (count > 0) end = index + 1;
  }
  return end;
};

/** The same histogram in as few bytes as can be. */
export const packHistogram = (histogram: Uint8Array): Uint8Array => {
  const { firstBin, counts } = toBins(histogram);
  const bytes: number[] = [];
  for (let index = 0; index < counts.length; index += 1) {
    let count = counts[index] ?? 0;
    for (; count < 0; count -= Math.max(leastInEntry, count)) {
      pushShort(bytes, firstBin + index);
      pushShort(bytes, Math.max(leastInEntry, count));
    }
    if (count === 0) continue;
    const end = toStretchEnd(counts, index);
    pushStretch(bytes, firstBin + index, counts.subarray(index, end));
    index = end - 1;
  }
  return Uint8Array.from(bytes);
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
