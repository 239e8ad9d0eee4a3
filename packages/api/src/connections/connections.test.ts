import type { UpdateConnectionInput } from '@signalbox/contracts';
import { listConnections } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const gateway = { name: 'my-gateway', kind: 'openai-compatible' as const, baseUrl: 'https://gateway.example/v1/' };

describe.each(testEngines)('connections on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  const storedKey = async (name: string): Promise<string | null | undefined> => {
    const { workspaceId } = api.principal;
    const stored = await listConnections(api.services.database.db, { workspaceId });
    return stored.find((one) => one.name === name)?.sealedKey;
  };

  test('updateConnection: kept sealed, in no answer and no audit entry; the key stays when it is left away', async () => {
    const saved = await api.caller.connections.update({ ...gateway, apiKey: ' sk-secret ' });
    expect(saved).toMatchObject({ baseUrl: 'https://gateway.example/v1', source: 'workspace', key: 'kept' });
    expect(saved).toMatchObject({ updatedBy: 'Signe', updatedAt: expect.any(String) });
    await api.caller.connections.update({ ...gateway, baseUrl: 'https://gateway.example/v2' });
    expect(await storedKey('my-gateway')).toBe('terces-ks');
    const { items, offers } = await api.caller.connections.list();
    expect(items).toMatchObject([
      { name: 'my-gateway', key: 'kept' },
      { name: 'google', source: 'environment' },
    ]);
    expect(offers).toMatchObject([{ name: 'ollama' }]);
    const audit = await api.listAudit();
    expect(audit.map(({ action, target }) => [action, target])).toEqual([
      ['connections.update', 'my-gateway'],
      ['connections.update', 'my-gateway'],
    ]);
    expect(audit.map(({ details }): unknown => JSON.parse(details))).toMatchObject([
      { key: 'entered' },
      { key: 'kept' },
    ]);
    expect(JSON.stringify([saved, items, audit])).not.toMatch(/secret|terces/);
    await api.caller.connections.update({ ...gateway, apiKey: null });
    expect(await storedKey('my-gateway')).toBeNull();
  });

  test('updateConnection: a key goes to no other server than it was entered for', async () => {
    await api.caller.connections.update({ name: 'openai', kind: 'openai', apiKey: 'sk-secret' });
    const elsewhere: Omit<UpdateConnectionInput, 'apiKey'>[] = [
      { name: 'openai', kind: 'openai', baseUrl: 'https://thief.example/v1' },
      { name: 'openai', kind: 'anthropic', baseUrl: null },
    ];
    for (const change of elsewhere) {
      const { code, issues } = await failureOf(api.caller.connections.update(change));
      expect([code, issues[0]?.path]).toEqual(['request.invalid', 'apiKey']);
    }
    await api.caller.connections.update({
      name: 'openai',
      kind: 'openai',
      baseUrl: 'https://thief.example',
      apiKey: 'x',
    });
    expect(await storedKey('openai')).toBe('x');
  });

  test('updateConnection refuses what can’t work, with the field and what to do', async () => {
    const wrong = [
      [{ ...gateway, name: 'demo' }, 'name', /taken by a built-in provider/],
      [{ ...gateway, name: 'My gateway' }, 'name', /1 to 40 of a–z/],
      [{ ...gateway, baseUrl: 'gateway.example' }, 'baseUrl', /whole address, such as/],
      [{ ...gateway, baseUrl: 'ftp://gateway.example' }, 'baseUrl', /http:\/\/ or https:\/\//],
      [{ ...gateway, baseUrl: 'https://me:pw@gateway.example' }, 'baseUrl', /give the key as the key/],
      [{ ...gateway, baseUrl: 'https://gateway.example/v1?x=1' }, 'baseUrl', /leave those away/],
      [{ ...gateway, baseUrl: 'https://gateway.example/v1#x' }, 'baseUrl', /leave those away/],
      [{ ...gateway, baseUrl: `https://gateway.example/${'v'.repeat(500)}` }, 'baseUrl', /at most 500/],
      [{ ...gateway, baseUrl: null }, 'baseUrl', /is needed: the address/],
      [{ ...gateway, apiKey: 'two words' }, 'apiKey', /copy the key alone/],
      [{ ...gateway, apiKey: 'ключ' }, 'apiKey', /copy the key alone/],
      [{ name: 'google', kind: 'google' as const }, 'apiKey', /is needed: the vendor/],
    ] as const;
    for (const [input, path, message] of wrong) {
      const { code, issues } = await failureOf(api.caller.connections.update(input));
      expect([code, issues]).toEqual(['request.invalid', [{ path, message: expect.stringMatching(message) }]]);
    }
  });

  test('deleteConnection: the workspace’s own goes, the environment’s stays, of another workspace it is unknown', async () => {
    await api.caller.connections.update({ ...gateway, name: 'old' });
    expect(await codeOf(api.foreign.connections.delete({ name: 'old' }))).toBe('connection.not-found');
    expect(await api.caller.connections.delete({ name: 'old' })).toEqual({ name: 'old' });
    expect(await storedKey('old')).toBeUndefined();
    expect(await codeOf(api.caller.connections.delete({ name: 'old' }))).toBe('connection.not-found');
    expect(await codeOf(api.caller.connections.delete({ name: 'google' }))).toBe('connection.read-only');
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'connections.delete', target: 'old' });
  });

  test('testConnection: by name or as a draft, noted without the key; an unknown name says so', async () => {
    await api.caller.connections.update({ ...gateway, apiKey: 'sk-secret' });
    expect(await api.caller.connections.test({ name: 'my-gateway' })).toMatchObject({ ok: true, models: 2 });
    const draft = { kind: 'google' as const, apiKey: 'sk-draft' };
    expect(await api.caller.connections.test({ draft })).toMatchObject({ ok: true });
    expect(await codeOf(api.caller.connections.test({ name: 'nothing' }))).toBe('connection.not-found');
    expect(await codeOf(api.foreign.connections.test({ name: 'my-gateway' }))).toBe('connection.not-found');
    const audit = JSON.stringify(await api.listAudit());
    expect(audit).toContain('connections.test');
    expect(audit).not.toContain('sk-draft');
  });

  test('reading needs models:read, the rest models:update', async () => {
    const reader = api.callAs({ ...api.principal, permissions: new Set(['models:read']) });
    await expect(reader.connections.list()).resolves.toBeDefined();
    expect(await codeOf(reader.connections.update(gateway))).toBe('auth.forbidden');
    expect(await codeOf(reader.connections.delete({ name: 'my-gateway' }))).toBe('auth.forbidden');
    expect(await codeOf(reader.connections.test({ name: 'my-gateway' }))).toBe('auth.forbidden');
    const none = api.callAs({ ...api.principal, permissions: new Set(['models:update']) });
    expect(await codeOf(none.connections.list())).toBe('auth.forbidden');
  });
});
