import { newId } from '@signalbox/contracts';
import { deleteConnection, updateConnection } from '@signalbox/database';
import { openTestDatabase, type TestDatabase } from '@signalbox/database/testing';
import { createDemoProvider, createModelRegistry } from '@signalbox/models';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSecretBox } from '../secrets/create-secret-box.ts';
import { createConnectionReader, toKeyField } from './connection-reader.ts';
import { createConnectionShelf } from './create-connection-shelf.ts';
import { createModelSource } from './create-model-source.ts';
import { createFindOllama } from './find-ollama.ts';
import type { ProviderFactory } from './provider-factories.ts';
import { createRemoteModels } from './remote-models.ts';
import { answerWith, type ModelServer, startModelServer } from './testing/start-model-server.ts';
import type { EnvironmentConnection } from './to-environment-connections.ts';

const masterKey = 'm'.repeat(32);
const signal = new AbortController().signal;
const builtIn = createModelRegistry([createDemoProvider({ tokensPerSecond: 0 })]);
const actor = { kind: 'user' as const, id: newId(), name: 'Signe' };

let database: TestDatabase;
let server: ModelServer;
let workspaceId: string;
beforeAll(async () => void (database = await openTestDatabase()), 30_000);
afterAll(() => database.close());
beforeEach(async () => {
  server = await startModelServer();
  workspaceId = await database.newWorkspace();
});
afterEach(() => server.close());

/** Connections as a process has them, with providers that remember what they were made of. */
const openProcess = (options: { key?: string; old?: string[]; environment?: EnvironmentConnection[] } = {}) => {
  const box = createSecretBox(options.key ?? masterKey, options.old);
  const reader = createConnectionReader({ database, box, environment: options.environment ?? [] });
  const remoteModels = createRemoteModels(fetch);
  const made: Parameters<ProviderFactory>[0][] = [];
  const factory: ProviderFactory = (given) => {
    made.push(given);
    return { ...createDemoProvider({ tokensPerSecond: 0 }), id: given.id, title: given.title };
  };
  const factories = { 'openai-compatible': factory, anthropic: factory, google: factory };
  const findOllama = createFindOllama(fetch, `${server.url}/ollama`);
  const shelf = createConnectionShelf({ reader, remoteModels, box, findOllama, fetch });
  return { box, shelf, source: createModelSource({ builtIn, reader, remoteModels, factories, fetch }), made };
};
type OpenProcess = ReturnType<typeof openProcess>;

/** Keeps a connection as the API does. */
const save = async ({ shelf }: OpenProcess, name: string, apiKey: string | null): Promise<void> => {
  const key = apiKey === null ? { sealedKey: null, keyHint: null } : shelf.sealKey({ workspaceId, name }, apiKey);
  const updatedAt = new Date().toISOString();
  const place = { workspaceId, name, kind: 'openai-compatible' as const, baseUrl: `${server.url}/v1` };
  await updateConnection(database.db, { ...place, ...key, updatedBy: actor, updatedAt });
  shelf.forget(workspaceId);
};

test('a workspace without connections has the demo model; a connected one is asked for its models once', async () => {
  const own = openProcess();
  expect(await own.source.defaultModel(workspaceId)).toEqual({ provider: 'demo', model: 'demo' });
  expect(await own.source.hasProvider(workspaceId, 'gateway')).toBe(false);
  await save(own, 'gateway', 'sk-0123456789abcdefghij');
  expect(await own.source.defaultModel(workspaceId)).toEqual({ provider: 'gateway', model: 'small' });
  const list = await own.source.list(workspaceId);
  expect(list.map(({ id, isDefault, contextWindow }) => [id, isDefault, contextWindow])).toEqual([
    ['gateway/small', true, 32_000],
    ['gateway/large', false, 32_768],
    ['demo/demo', false, expect.anything()],
  ]);
  expect(list.map(({ maxOutputTokens, capabilities }) => [maxOutputTokens, capabilities.tools])).toEqual([
    [null, null],
    [4096, true],
    [null, true],
  ]);
  expect(server.requests).toHaveLength(1);
  expect(await own.source.list(await database.newWorkspace())).toHaveLength(1);
});

test('the provider is made once, anew when its connection changes, and gone with it', async () => {
  const own = openProcess();
  await save(own, 'gateway', 'first-key');
  const first = await own.source.provider(workspaceId, 'gateway');
  expect(await own.source.provider(workspaceId, 'gateway')).toBe(first);
  await save(own, 'gateway', 'second-key');
  expect(await own.source.provider(workspaceId, 'gateway')).not.toBe(first);
  expect(own.made.map(({ connection: { apiKey } }) => apiKey)).toEqual(['first-key', 'second-key']);
  expect(own.made[0]).toMatchObject({ id: 'gateway', connection: { baseUrl: `${server.url}/v1` } });
  await deleteConnection(database.db, { workspaceId, name: 'gateway' });
  await expect.poll(() => own.source.provider(workspaceId, 'gateway'), { timeout: 3000 }).toBeUndefined();
  expect(await own.source.provider(await database.newWorkspace(), 'gateway')).toBeUndefined();
});

test('the environment’s are everybody’s, until a workspace has its own of that name', async () => {
  const anthropic = { name: 'anthropic', kind: 'anthropic', baseUrl: null, apiKey: 'env-key', model: null } as const;
  const gateway = { ...anthropic, name: 'a', kind: 'openai-compatible', baseUrl: server.url, model: 'mine' } as const;
  const own = openProcess({ environment: [gateway, anthropic] });
  const listed = await own.shelf.list(workspaceId);
  expect(listed.map(({ name, source, key }) => [name, source, key])).toEqual([
    ['a', 'environment', 'kept'],
    ['anthropic', 'environment', 'kept'],
  ]);
  expect(await own.source.defaultModel(workspaceId)).toMatchObject({ provider: 'anthropic' });
  const other = await database.newWorkspace();
  expect(await own.source.provider(other, 'a')).toBe(await own.source.provider(workspaceId, 'a'));
  await save(own, 'a', null);
  expect(await own.source.provider(other, 'a')).not.toBe(await own.source.provider(workspaceId, 'a'));
  expect((await own.shelf.list(workspaceId))[0]).toMatchObject({ name: 'a', source: 'workspace', key: 'none' });
  const withoutVendor = openProcess({ environment: [gateway] });
  expect(await withoutVendor.source.defaultModel(other)).toEqual({ provider: 'a', model: 'mine' });
});

test('a key that another master key sealed is unreadable in words, and readable while that one is in the ring', async () => {
  await save(openProcess(), 'gateway', 'sk-0123456789abcdefghij');
  const moved = openProcess({ key: 'n'.repeat(32) });
  expect((await moved.shelf.list(workspaceId))[0]).toMatchObject({ key: 'unreadable', keyHint: 'ghij' });
  const tested = await moved.shelf.test(workspaceId, { name: 'gateway' }, { signal });
  expect(tested).toMatchObject({ ok: false, problem: { code: 'key-unreadable' } });
  const provider = await moved.source.provider(workspaceId, 'gateway');
  const request = { model: 'x', instructions: '', messages: [], tools: [], parameters: {} };
  expect(() => provider?.stream(request, { signal })).toThrow(/gateway can’t be read .* Settings → Models/);
  expect(server.requests).toEqual([]);
  const rotated = openProcess({ key: 'n'.repeat(32), old: [masterKey] });
  expect((await rotated.shelf.list(workspaceId))[0]).toMatchObject({ key: 'kept' });
});

test('a key moved to another connection’s row in the database does not open there', async () => {
  const own = openProcess();
  const { sealedKey } = own.shelf.sealKey({ workspaceId, name: 'openai' }, 'sk-secret');
  expect(own.box.open(sealedKey, { workspaceId, field: toKeyField('gateway') }).state).toBe('unreadable');
  expect(own.box.open(sealedKey, { workspaceId: newId(), field: toKeyField('openai') }).state).toBe('unreadable');
});

test('testing: by name it is remembered until the connection changes, as a draft it is not', async () => {
  const own = openProcess();
  await save(own, 'gateway', 'sk-0123456789abcdefghij');
  expect(await own.shelf.test(workspaceId, { name: 'gateway' }, { signal })).toMatchObject({ ok: true, models: 2 });
  server.answer(answerWith(401, {}));
  const refused = await own.shelf.test(workspaceId, { name: 'gateway' }, { signal });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'key-refused' } });
  expect((await own.shelf.list(workspaceId))[0]?.lastTest).toMatchObject(refused);
  // what it told before is still offered
  expect(await own.source.list(workspaceId)).toHaveLength(3);
  await save(own, 'gateway', 'sk-another-key');
  expect((await own.shelf.list(workspaceId))[0]?.lastTest).toBeNull();
  const draft = { kind: 'openai-compatible' as const, baseUrl: server.url, apiKey: null };
  expect(await own.shelf.test(workspaceId, { draft }, { signal })).toMatchObject({ ok: false });
  const unknown = own.shelf.test(workspaceId, { name: 'nothing' }, { signal });
  await expect(unknown).rejects.toMatchObject({ code: 'connection.not-found' });
});

test('an Ollama that answers is offered until it is connected', async () => {
  server.answer(answerWith(200, { version: '0.12.0' }));
  const own = openProcess();
  const [offer] = await own.shelf.listOffers(workspaceId);
  expect(offer).toMatchObject({ name: 'ollama', baseUrl: `${server.url}/ollama/v1` });
  expect(await own.shelf.list(workspaceId)).toEqual([]);
  await save(own, 'ollama', null);
  expect(await own.shelf.listOffers(workspaceId)).toEqual([]);
});
