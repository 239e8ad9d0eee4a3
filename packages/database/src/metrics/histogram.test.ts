import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { decodeHistogram, packHistogram, toHistogramSql, toPercentiles } from './histogram.ts';

const toHistogram = (entries: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(entries.length * 2));
  for (const [index, value] of entries.entries()) view.setInt16(index * 2, value);
  return new Uint8Array(view.buffer);
};

/** Stretches as they are stored: the number of bins, the first, and the bytes of their counts. */
const toStretches = (...stretches: readonly (readonly [bins: number, firstBin: number, ...counts: number[]])[]) =>
  Buffer.concat(
    stretches.map(([bins, firstBin, ...counts]) =>
      Buffer.concat([toHistogram([-2000 - bins, firstBin]), Buffer.from(counts)]),
    ),
  );

const pack = (...histograms: readonly Uint8Array[]): Buffer => Buffer.from(packHistogram(Buffer.concat(histograms)));

test('a packed histogram has its bins in order, each once, and those without anything only where they are few', () => {
  const entries = toHistogram([7, 2, -1000, 1, 7, 3, 9, 4, 9, -4, 10, 1, 15, 2, 21, 1]);
  const packed = toStretches([1, -1000, 1], [9, 7, 5, 0, 0, 1, 0, 0, 0, 0, 2], [1, 21, 1]);
  expect(pack(entries)).toEqual(packed);
  expect(pack(packed)).toEqual(packed);
  expect(pack()).toEqual(Buffer.alloc(0));
});

test('packed histograms and single numbers that are put together are one', () => {
  const packed = toStretches([3, 7, 5, 1, 120]);
  expect(pack(packed, toHistogram([9, 1, 8, -1]), packed)).toEqual(toStretches([3, 7, 10, 1, 0xf1, 0x01]));
});

test('a bin may have more than an entry holds, and less than nothing', () => {
  const many = toHistogram(Array.from({ length: 5 }, () => [3, 30_000]).flat());
  expect(pack(many)).toEqual(toStretches([1, 3, 0xf0, 0x93, 0x09]));
  const missing = toHistogram(Array.from({ length: 2 }, () => [3, -30_000, 4, 1]).flat());
  const packed = Buffer.concat([toHistogram([3, -32_768, 3, -27_232]), toStretches([1, 4, 2])]);
  expect(pack(missing)).toEqual(packed);
  expect(pack(packed)).toEqual(packed);
});

test('a text is decoded whole, whatever was decoded before and in however many lines', () => {
  for (const bytes of [3, 300_000, 70_000, 0]) {
    const histogram = Buffer.from(Array.from({ length: bytes }, (_, index) => index % 251));
    const lines = histogram.toString('base64').replaceAll(/.{76}/g, '$&\n');
    expect(histogram.equals(decodeHistogram(lines))).toBe(true);
  }
});

describe.each(testEngines)('on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  const readHistogram = async (numbers: readonly (number | null)[]) => {
    const { rows } = await sql<{ histogram: Uint8Array | null }>`
      select string_agg(${sql.raw(toHistogramSql('ms', '1'))}, '') as histogram
      from unnest(${[...numbers]}::float8[]) as ms`.execute(database.db);
    return rows[0]?.histogram ?? new Uint8Array();
  };

  test('percentiles are within 2 % of the numbers, from a microsecond to years', async () => {
    const numbers = Array.from({ length: 2000 }, (_, index) => 0.001 * 1.017 ** index);
    const histogram = await readHistogram(numbers.toReversed());
    const shares = [0, 0.01, 0.5, 0.95, 0.99, 1];
    for (const found of [toPercentiles(histogram, shares), toPercentiles(packHistogram(histogram), shares)]) {
      for (const [index, share] of shares.entries()) {
        const exact = numbers[Math.max(0, Math.ceil(share * numbers.length) - 1)] ?? 0;
        expect(Math.abs((found[index] ?? 0) / exact - 1)).toBeLessThan(0.0201);
      }
    }
  });

  test('what took no time is nothing, and of nothing there are no percentiles', async () => {
    expect(toPercentiles(await readHistogram([0, 0, 0, 5]), [0.5, 0.75])).toEqual([0, 0]);
    expect(toPercentiles(await readHistogram([null]), [0.5, 0.95])).toEqual([null, null]);
  });
});
