import { newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { type ApiKeyVerifier, createApiKeyVerifier } from './create-api-key-verifier.ts';
import { createUseRecorder } from './create-use-recorder.ts';

describe.each(testEngines)('apiKeys on %s', (engine) => {
  let api: TestApi;
  const verifiers: ApiKeyVerifier[] = [];
  const newVerifier = (): ApiKeyVerifier => {
    const verifier = createApiKeyVerifier(api.services.database, (error) => api.errors.push(error));
    verifiers.push(verifier);
    return verifier;
  };
  const listKey = async (id: string) => (await api.caller.apiKeys.list({})).items.find((key) => key.id === id);
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(async () => {
    await Promise.all(verifiers.map((verifier) => verifier.close()));
    await api.close();
  });

  test('createApiKey: the key is answered once, works, and is nowhere stored', async () => {
    const { key, ...apiKey } = await api.caller.apiKeys.create({
      name: ' CI ',
      scopes: ['run', 'run'],
      requestsPerMinute: 5,
    });
    expect(key).toMatch(/^sb_[\w-]{43}$/);
    expect(apiKey).toMatchObject({ name: 'CI', prefix: key.slice(0, 11), scopes: ['run'], revokedAt: null });
    const principal = await newVerifier().verify(key);
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
    expect(await newVerifier().verify(key)).toBeNull();
    expect((await api.caller.apiKeys.revoke({ id })).revokedAt).toBe(revoked.revokedAt);
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'apiKeys.revoke', target: id });
  });

  test('a key that expired, or that never was one, is nobody', async () => {
    const { key, id } = await api.caller.apiKeys.create({
      name: 'old',
      scopes: ['admin'],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    const { verify } = newVerifier();
    expect(await verify(key)).not.toBeNull();
    const { db } = api.services.database;
    const update = db.updateTable('apiKeys').set({ expiresAt: new Date(Date.now() - 1000) });
    await update.where('workspaceId', '=', api.principal.workspaceId).where('id', '=', id).execute();
    expect(await newVerifier().verify(key)).toBeNull();
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

  test('updateApiKey: what is named changes, the rest stays; an ended key stays whole', async () => {
    const created = await api.caller.apiKeys.create({ name: 'reports', scopes: ['read'], requestsPerMinute: 5 });
    const { id, key, ...rest } = created;
    const changed = await api.caller.apiKeys.update({ id, name: ' Reports ' });
    expect(changed).toEqual({ ...rest, id, name: 'Reports' });
    expect(await api.caller.apiKeys.update({ id, requestsPerMinute: null })).toMatchObject({ requestsPerMinute: null });
    expect((await newVerifier().verify(key))?.requestsPerMinute).toBeNull();
    expect(await listKey(id)).toMatchObject({ name: 'Reports', requestsPerMinute: null, scopes: ['read'] });
    const entry = { action: 'apiKeys.update', target: id, details: JSON.stringify({ requestsPerMinute: null }) };
    expect((await api.listAudit()).at(-1)).toMatchObject(entry);
    const past = new Date(Date.now() - 1000).toISOString();
    expect(await codeOf(api.caller.apiKeys.update({ id, expiresAt: past }))).toBe('request.invalid');
    expect(await codeOf(api.foreign.apiKeys.update({ id, name: 'mine' }))).toBe('api-key.not-found');
    await api.caller.apiKeys.revoke({ id });
    expect(await codeOf(api.caller.apiKeys.update({ id, name: 'again' }))).toBe('api-key.ended');
  });

  test('createApiKey in place of another: that one ends then, and no later than it would anyway', async () => {
    const hourMs = 3_600_000;
    const old = await api.caller.apiKeys.create({ name: 'shop', scopes: ['run'] });
    const replace = (graceMs: number) =>
      api.caller.apiKeys.create({ name: 'shop', scopes: ['run'], replaces: { id: old.id, graceMs } });
    const before = Date.now();
    const second = await replace(hourMs);
    expect((await api.listAudit()).at(-1)?.details).toContain(old.id);
    const endsAt = Date.parse((await listKey(old.id))?.expiresAt ?? '');
    expect(endsAt - before).toBeGreaterThanOrEqual(hourMs);
    expect(endsAt - Date.now()).toBeLessThanOrEqual(hourMs);
    for (const { key } of [old, second]) expect(await newVerifier().verify(key)).not.toBeNull();
    await replace(2 * hourMs);
    expect(Date.parse((await listKey(old.id))?.expiresAt ?? '')).toBe(endsAt);
    await replace(0);
    expect(await newVerifier().verify(old.key)).toBeNull();
    expect(await newVerifier().verify(second.key)).not.toBeNull();

    const stranger = { name: 'shop', scopes: ['run' as const], replaces: { id: second.id, graceMs: 0 } };
    expect(await codeOf(api.foreign.apiKeys.create(stranger))).toBe('api-key.not-found');
    expect((await api.foreign.apiKeys.list({})).items).toEqual([]);
    expect(await newVerifier().verify(second.key)).not.toBeNull();
  });

  test('a use is kept behind the request, once a minute and process; a key that is nobody’s is not used', async () => {
    const { key, id, lastUsedAt } = await api.caller.apiKeys.create({ name: 'used', scopes: ['read'] });
    expect(lastUsedAt).toBeNull();
    const before = Date.now();
    const verifier = newVerifier();
    await Promise.all(Array.from({ length: 20 }, () => verifier.verify(key)));
    expect((await listKey(id))?.lastUsedAt).toBeNull();
    await verifier.close();
    const usedAt = Date.parse((await listKey(id))?.lastUsedAt ?? '');
    expect(usedAt).toBeGreaterThanOrEqual(before);
    await verifier.verify(key);
    await verifier.close();
    expect(Date.parse((await listKey(id))?.lastUsedAt ?? '')).toBe(usedAt);
    const other = newVerifier();
    await other.verify(key);
    await expect
      .poll(async () => Date.parse((await listKey(id))?.lastUsedAt ?? ''), { timeout: 10_000 })
      .toBeGreaterThan(usedAt);
    await api.caller.apiKeys.revoke({ id });
    const usedLast = (await listKey(id))?.lastUsedAt;
    const late = newVerifier();
    expect(await late.verify(key)).toBeNull();
    await late.close();
    expect((await listKey(id))?.lastUsedAt).toBe(usedLast);
    expect(api.errors).toEqual([]);
  });

  test('a use that can’t be written is told, holds nobody up, and the next one is tried again', async () => {
    const errors: unknown[] = [];
    const uses = createUseRecorder(api.services.database, (error) => errors.push(error));
    for (const count of [1, 2]) {
      uses.record({ workspaceId: api.principal.workspaceId, id: 'no uuid' });
      await uses.close();
      expect(errors).toHaveLength(count);
    }
  });

  test('without api-keys:manage all are refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set(['runs:read']) });
    expect(await codeOf(none.apiKeys.list({}))).toBe('auth.forbidden');
    expect(await codeOf(none.apiKeys.create({ name: 'a', scopes: ['admin'] }))).toBe('auth.forbidden');
    expect(await codeOf(none.apiKeys.update({ id: newId(), name: 'a' }))).toBe('auth.forbidden');
    expect(await codeOf(none.apiKeys.revoke({ id: newId() }))).toBe('auth.forbidden');
  });
});
