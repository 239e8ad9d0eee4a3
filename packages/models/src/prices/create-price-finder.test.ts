import { emptyUsage } from '@signalbox/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createPriceFinder } from './create-price-finder.ts';
import { createPricing } from './create-pricing.ts';
import type { OwnPrice } from './own-price.ts';
import type { Price } from './price.ts';

const shipped: Price = { id: 'shipped', isExact: false, rates: { inputFresh: 9, outputText: 9 } };
const rates = { inputFresh: 1, outputText: 2 };
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

const own = (validFrom: string, changes: Partial<OwnPrice> = {}): OwnPrice => ({
  id: validFrom,
  model: 'Large',
  validFrom,
  rates,
  ...changes,
});

test('a row holds from midnight in UTC of its day on; before it the shipped price does', () => {
  const find = createPriceFinder([own('2026-11-21')], () => shipped);
  expect(find('large', new Date('2026-11-20T23:59:59.999Z'))).toBe(shipped);
  expect(find('large', new Date('2026-11-21T00:00:00Z'))).toEqual({ id: 'workspace 2026-11-21', isExact: true, rates });
  expect(find('small', noon('2026-11-21'))).toBe(shipped);
});

test('a row without rates is the shipped price again, until the next row', () => {
  const find = createPriceFinder(
    [own('2026-03-01'), own('2026-01-01'), own('2026-02-01', { rates: null })],
    () => shipped,
  );
  const idOn = (day: string) => find('large', noon(day))?.id;
  expect(['2026-01-31', '2026-02-28', '2026-03-01'].map(idOn)).toEqual([
    'workspace 2026-01-01',
    'shipped',
    'workspace 2026-03-01',
  ]);
});

test('a price for a name is that of its releases, unless one has a price of its own', () => {
  const dated = own('2026-01-01', { id: 'dated', model: 'large-2026-01-15' });
  const find = createPriceFinder([own('2026-01-01', { id: 'any' }), dated], () => undefined);
  const idOf = (model: string) => find(model, noon('2026-02-01'))?.id;
  expect(['large-2026-02-01', 'LARGE-latest', 'large-2026-01-15'].map(idOf)).toEqual([
    'workspace any',
    'workspace any',
    'workspace dated',
  ]);
  expect(idOf('large-turbo')).toBeUndefined();
  const latest = createPriceFinder([own('2026-01-01', { model: 'small-latest' })], () => undefined);
  expect(latest('small-20260201', noon('2026-02-01'))?.rates).toBe(rates);
});

test('the row of the latest day that has begun counts, and of a day the one inserted last', () => {
  const days = fc
    .integer({ min: 0, max: 5 })
    .map((offset) => new Date(Date.UTC(2026, 1, 26 + offset)).toISOString().slice(0, 10));
  const rows = fc.array(fc.record({ day: days, isOwn: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, days, (list, day) => {
      const prices = list.map((one, index) => own(one.day, { id: String(index), rates: one.isOwn ? rates : null }));
      let expected: OwnPrice | undefined;
      for (const price of prices) {
        if (price.validFrom <= day && (!expected || price.validFrom >= expected.validFrom)) expected = price;
      }
      const found = createPriceFinder(prices, () => shipped)('large', noon(day));
      expect(found?.id).toBe(expected?.rates ? `workspace ${expected.id}` : 'shipped');
    }),
  );
});

test('a call at an own price is exact, and one of a server without known prices is priced by it alone', () => {
  const price = createPricing(undefined, [own('2026-01-01', { rates: { inputFresh: 2_000_000, outputText: 0 } })]);
  const usage = { ...emptyUsage, inputFresh: 3, inputCacheRead: 1, outputReasoning: 5 };
  expect(price('large', usage, noon('2026-01-01'))).toEqual({
    isEstimated: false,
    lines: [
      { bucket: 'inputFresh', tokens: 3, nanoUsdPerMillionTokens: 2_000_000, amount: 6, priceId: expect.anything() },
      {
        bucket: 'inputCacheRead',
        tokens: 1,
        nanoUsdPerMillionTokens: 2_000_000,
        amount: 2,
        priceId: expect.anything(),
      },
      { bucket: 'outputReasoning', tokens: 5, nanoUsdPerMillionTokens: 0, amount: 0, priceId: 'workspace 2026-01-01' },
    ],
  });
  expect(price('large', usage, noon('2025-12-31'))).toBeNull();
});
