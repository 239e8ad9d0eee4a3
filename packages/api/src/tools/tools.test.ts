import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('tools on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('listTools: what the files define, and the files that can’t be used', async () => {
    const { items, broken } = await api.caller.tools.list();
    expect(items).toMatchObject([{ name: 'calculator', description: 'Calculates.', enabled: true }]);
    expect(broken).toEqual([{ file: 'broken.tool.ts', reason: 'It has no default export.' }]);
  });

  test('updateTool: changes what is given, keeps the rest, for this workspace only, audited', async () => {
    const update = api.caller.tools.update;
    expect(await update({ name: 'calculator', enabled: false })).toMatchObject({ enabled: false });
    const described = await update({ name: 'calculator', description: 'Adds\0.' });
    expect(described).toMatchObject({ enabled: false, description: 'Adds\uFFFD.' });
    expect(await api.caller.tools.get({ name: 'calculator' })).toMatchObject(described);
    expect(await api.foreign.tools.get({ name: 'calculator' })).toMatchObject({ enabled: true });
    expect(await update({ name: 'calculator', description: null })).toMatchObject({ description: 'Calculates.' });
    const audited = (await api.listAudit()).map(({ action, target }) => `${action} ${target}`);
    expect(audited).toEqual(Array.from({ length: 3 }, () => 'tools.update calculator'));
  });

  test('getTool: with the schema of its arguments; unknown names are not found, and nothing is stored for them', async () => {
    expect(await api.caller.tools.get({ name: 'calculator' })).toMatchObject({ inputSchema: { type: 'object' } });
    expect(await codeOf(api.caller.tools.get({ name: 'nothing' }))).toBe('tool.not-found');
    expect(await codeOf(api.caller.tools.update({ name: 'constructor', enabled: false }))).toBe('tool.not-found');
    expect((await api.listAudit()).length).toBe(3);
  });

  test('without their permissions all are refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set() });
    const reader = api.callAs({ ...api.principal, permissions: new Set(['tools:read']) });
    expect(await codeOf(none.tools.list())).toBe('auth.forbidden');
    expect(await codeOf(none.tools.get({ name: 'calculator' }))).toBe('auth.forbidden');
    expect(await codeOf(reader.tools.update({ name: 'calculator', enabled: true }))).toBe('auth.forbidden');
  });
});
