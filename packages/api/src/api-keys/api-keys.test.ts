import { newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { createApiKeyVerifier } from './create-api-key-verifier.ts';

describe.each(testEngines)('apiKeys on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('createApiKey: the key is answered once, works, and is nowhere stored', async () => {
    const { key, ...apiKey } = await api.caller.apiKeys.create({
      name: ' CI ',
      scopes: ['run', 'run'],
      requestsPerMinute: 5,
    });
    expect(key).toMatch(/^sb_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ name: 'CI', prefix: key.slice(0, 11), scopes: ['run'], revokedAt: null });
    const principal = await createApiKeyVerifier(api.services.database)(key);
    expect(principal).toMatchObject({
      actor: { kind: 'api-key', id: apiKey.id, name: 'CI' },
      workspaceId: api.principal.workspaceId,
      requestsPerMinute: 5,
    });
    expect([...(principal?.permissions ?? [])]).toEqual(expect.arrayContaining(['runs:start', 'runs:read']));
    expect(principal?.permissions.has('api-keys:manage')).toBe(false);
    const rows = api.services.database.db.selectFrom('apiKeys').selectAll();
    const stored = await rows.where('workspaceId', '=', api.principal.workspaceId).execute();
    expect(JSON.stringify([stored, await api.listAudit()])).not.toContain(key.slice(3));
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'apiKeys.create', target: apiKey.id });
  });

  test('createApiKey refuses what can’t be stored or never works, naming it', async () => {
    const valid = { name: 'a', scopes: ['read' as const] };
    const wrong = [
      { ...valid, name: 'a\0' },
      { ...valid, scopes: [] },
      { ...valid, expiresAt: '0000-01-01T00:00:00Z' },
      { ...valid, expiresAt: new Date(Date.now() - 1000).toISOString() },
      { ...valid, requestsPerMinute: 2 ** 40 },
    ];
    for (const input of wrong) {
      const { code, issues } = await failureOf(api.caller.apiKeys.create(input));
      expect([code, issues.length]).toEqual(['request.invalid', 1]);
    }
  });

  test('revokeApiKey: the key stops working; revoking again changes nothing', async () => {
    const { key, id } = await api.caller.apiKeys.create({ name: 'short', scopes: ['read'] });
    const revoked = await api.caller.apiKeys.revoke({ id });
    expect(revoked.revokedAt).not.toBeNull();
    expect(await createApiKeyVerifier(api.services.database)(key)).toBeNull();
    expect((await api.caller.apiKeys.revoke({ id })).revokedAt).toBe(revoked.revokedAt);
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'apiKeys.revoke', target: id });
  });

  test('a key that expired, or that never was one, is nobody', async () => {
    const { key, id } = await api.caller.apiKeys.create({
      name: 'old',
      scopes: ['admin'],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    const verify = createApiKeyVerifier(api.services.database);
    expect(await verify(key)).not.toBeNull();
    const { db } = api.services.database;
    const update = db.updateTable('apiKeys').set({ expiresAt: new Date(Date.now() - 1000) });
    await update.where('workspaceId', '=', api.principal.workspaceId).where('id', '=', id).execute();
    expect(await createApiKeyVerifier(api.services.database)(key)).toBeNull();
    for (const text of ['', 'sb_', `sb_${'a'.repeat(43)}`, key.slice(3), `sb_${'a'.repeat(300)}`, 'sb_\0']) {
      expect(await verify(text)).toBeNull();
    }
  });

  test('listApiKeys: newest first, in pages, without keys or hashes, of this workspace only', async () => {
    const page = await api.caller.apiKeys.list({ limit: 2 });
    expect(page.items.map(({ name }) => name)).toEqual(['old', 'short']);
    const rest = await api.caller.apiKeys.list({ cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ name: 'CI' }], nextCursor: null });
    expect(Object.keys(rest.items[0] ?? {})).not.toContain('hash');
    expect((await api.foreign.apiKeys.list({})).items).toEqual([]);
    expect(await codeOf(api.caller.apiKeys.list({ cursor: 'AAAA' }))).toBe('request.invalid');
    const id = page.items[0]?.id ?? '';
    expect(await codeOf(api.foreign.apiKeys.revoke({ id }))).toBe('api-key.not-found');
    expect(await codeOf(api.caller.apiKeys.revoke({ id: newId() }))).toBe('api-key.not-found');
  });

  test('without api-keys:manage all are refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set(['runs:read']) });
    expect(await codeOf(none.apiKeys.list({}))).toBe('auth.forbidden');
    expect(await codeOf(none.apiKeys.create({ name: 'a', scopes: ['admin'] }))).toBe('auth.forbidden');
    expect(await codeOf(none.apiKeys.revoke({ id: newId() }))).toBe('auth.forbidden');
  });
});
