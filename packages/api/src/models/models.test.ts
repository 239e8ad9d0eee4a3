import { afterAll, beforeAll, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()), 30_000);
afterAll(() => api.close());

test('listModels: what runs.start takes, with what to call it', async () => {
  const { items } = await api.caller.models.list();
  const demo = { id: 'demo/demo', provider: 'demo', model: 'demo', title: 'Demo model' };
  const capabilities = { tools: true, thinking: true, structuredOutput: false, images: false };
  const limits = { contextWindow: null, maxOutputTokens: null };
  expect(items).toEqual([{ ...demo, ...limits, capabilities, isScripted: true, isDefault: true, price: null }]);
  const [first] = items;
  await expect(api.caller.runs.start({ message: 'Hi', model: first?.id })).resolves.toBeDefined();
});

test('without agents:read it is refused', async () => {
  const none = api.callAs({ ...api.principal, permissions: new Set(['runs:read']) });
  expect(await codeOf(none.models.list())).toBe('auth.forbidden');
});
