import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { packHistogram, toHistogramSql, toPercentiles } from './histogram.ts';

const toEntries = (histogram: Uint8Array): number[] => {
  const view = new DataView(histogram.buffer, histogram.byteOffset, histogram.byteLength);
  return Array.from({ length: histogram.byteLength / 2 }, (_, index) => view.getInt16(index * 2));
};

const toHistogram = (entries: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(entries.length * 2));
  for (const [index, value] of entries.entries()) view.setInt16(index * 2, value);
  return new Uint8Array(view.buffer);
};

test('a packed histogram has its bins in order, each once, and those without anything not at all', () => {
  expect(toEntries(packHistogram(toHistogram([7, 2, -1000, 1, 7, 3, 9, 4, 9, -4])))).toEqual([-1000, 1, 7, 5]);
  expect(packHistogram(new Uint8Array())).toEqual(new Uint8Array());
});

test('a bin may have more than an entry holds', () => {
  const many = toHistogram(Array.from({ length: 5 }, () => [3, 30_000]).flat());
  const packed = packHistogram(many);
  expect(toEntries(packed)).toEqual([3, 32_767, 3, 32_767, 3, 32_767, 3, 32_767, 3, 18_932]);
  expect(packHistogram(packed)).toEqual(packed);
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
