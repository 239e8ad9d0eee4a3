import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const large = { provider: 'google', model: 'large' };
const usdPerMTok = { inputFresh: 1.25, outputText: 10 };
const today = { ...large, validFrom: '2026-11-21', usdPerMTok };

describe.each(testEngines)('prices on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('updatePrice adds to what was there, in whole nano-USD, with an audit entry; the shipped price stands beside it', async () => {
    const exact = { inputFresh: 0.000000001, inputCacheRead: 0, outputText: 10_000 };
    const first = await api.caller.prices.update({ ...today, usdPerMTok: exact });
    expect(first).toMatchObject({ ...large, validFrom: '2026-11-21', createdBy: 'Signe' });
    expect(first.rates).toEqual({ inputFresh: 1, inputCacheRead: 0, outputText: 10_000_000_000_000 });
    const second = await api.caller.prices.update({ ...today, usdPerMTok: { inputFresh: 0.1, outputText: 0.3 } });
    const back = await api.caller.prices.update({ ...today, validFrom: '2027-01-01', usdPerMTok: null });
    const { items, shipped } = await api.caller.prices.list(large);
    expect(items).toEqual([back, second, first]);
    expect(items.map(({ rates }) => rates?.inputFresh)).toEqual([undefined, 100_000_000, 1]);
    expect(shipped).toMatchObject({ isExact: true, rates: { inputFresh: 3_000_000_000 } });
    const audit = await api.listAudit();
    expect(audit.map(({ action, target }) => [action, target])).toEqual(
      items.map(() => ['prices.update', 'google/large']),
    );
    expect(JSON.parse(audit[0]?.details ?? '')).toEqual({
      id: first.id,
      validFrom: '2026-11-21',
      usdPerMTok: exact,
    });
  });

  test('updatePrice refuses with the field and its rule, and keeps nothing', async () => {
    const withInput = (inputFresh: number) => ({ ...today, model: 'wrong', usdPerMTok: { ...usdPerMTok, inputFresh } });
    const wrong = [
      [withInput(-0.01), 'usdPerMTok.inputFresh', /0 or more/],
      [withInput(10_000.01), 'usdPerMTok.inputFresh', /at most 10,000/],
      [withInput(Number.NaN), 'usdPerMTok.inputFresh', /must be a number, in US dollars/],
      [withInput(Infinity), 'usdPerMTok.inputFresh', /must be a number, in US dollars/],
      [withInput(0.1234567891), 'usdPerMTok.inputFresh', /at most 9 decimals/],
      [{ ...withInput(1), validFrom: '2026-02-29' }, 'validFrom', /day of the calendar/],
      [{ ...withInput(1), validFrom: 'infinity' }, 'validFrom', /day of the calendar/],
      [{ ...withInput(1), validFrom: '0000-01-01' }, 'validFrom', /between 2020-01-01 and 2099-12-31/],
      [{ ...withInput(1), model: ' ' }, 'model', /not be empty/],
      [{ ...withInput(1), model: 'a\0b' }, 'model', /no broken characters/],
      [{ ...withInput(1), provider: 'demo' }, 'provider', /taken by a built-in provider/],
    ] as const;
    for (const [input, path, message] of wrong) {
      const { code, issues } = await failureOf(api.caller.prices.update(input));
      expect([code, issues]).toEqual(['request.invalid', [{ path, message: expect.stringMatching(message) }]]);
    }
    expect((await api.caller.prices.list({ ...large, model: 'wrong' })).items).toEqual([]);
  });

  test('a connection that is not there has no prices', async () => {
    const nowhere = { ...today, provider: 'nowhere' };
    expect(await codeOf(api.caller.prices.update(nowhere))).toBe('connection.not-found');
    expect(await codeOf(api.caller.prices.list({ ...large, provider: 'nowhere' }))).toBe('connection.not-found');
  });

  test('another workspace sees nothing of them, and its own connections are unknown here', async () => {
    await api.caller.prices.update({ ...today, model: 'mine' });
    expect((await api.foreign.prices.list({ ...large, model: 'mine' })).items).toEqual([]);
    await api.foreign.connections.update({
      name: 'theirs',
      kind: 'openai-compatible',
      baseUrl: 'https://gateway.example/v1',
    });
    expect(await codeOf(api.caller.prices.update({ ...today, provider: 'theirs' }))).toBe('connection.not-found');
  });

  test('reading needs models:read, setting models:update', async () => {
    const reader = api.callAs({ ...api.principal, permissions: new Set(['models:read']) });
    await expect(reader.prices.list(large)).resolves.toBeDefined();
    expect(await codeOf(reader.prices.update(today))).toBe('auth.forbidden');
    const none = api.callAs({ ...api.principal, permissions: new Set(['models:update']) });
    expect(await codeOf(none.prices.list(large))).toBe('auth.forbidden');
  });
});
