import type { ConnectionShelf } from '@signalbox/api';
import { AppError, type Connection, type TestedConnection } from '@signalbox/contracts';
import { LRUCache } from 'lru-cache';

import type { SecretBox } from '../secrets/create-secret-box.ts';
import { type ConnectionReader, type KnownConnection, toKeyField, toKeyHint } from './connection-reader.ts';
import type { FindOllama } from './find-ollama.ts';
import { listRemoteModels, type RemoteAnswer } from './list-remote-models.ts';
import type { RemoteModels } from './remote-models.ts';

const maxRememberedTests = 1000;

type Test = NonNullable<Connection['lastTest']>;

const toTested = (answer: RemoteAnswer, startedMs: number): TestedConnection => {
  const latencyMs = Math.round(performance.now() - startedMs);
  if ('problem' in answer) return { ok: false, latencyMs, problem: answer.problem };
  return { ok: true, latencyMs, models: answer.models.length };
};

const toConnection = (known: KnownConnection, lastTest: Test | null): Connection => {
  const { name, kind, baseUrl, key, keyHint, source, updatedBy, updatedAt } = known;
  return { name, kind, baseUrl, source, key: key.state, keyHint, updatedBy, updatedAt, lastTest };
};

/** The connections of workspaces as the API works with them: no answer holds a key. */
export const createConnectionShelf = (parts: {
  readonly reader: ConnectionReader;
  readonly remoteModels: RemoteModels;
  readonly box: SecretBox;
  readonly findOllama: FindOllama;
  /** What requests to servers of models go out through. */
  readonly fetch: typeof globalThis.fetch;
}): ConnectionShelf => {
  const { reader, remoteModels, box, findOllama, fetch } = parts;
  const tests = new LRUCache<string, Test>({ max: maxRememberedTests });
  const testKeyOf = (workspaceId: string, { name, revision }: KnownConnection): string =>
    JSON.stringify([workspaceId, name, revision]);

  return {
    list: async (workspaceId) => {
      const known = await reader.read(workspaceId);
      return known.map((one) => toConnection(one, tests.get(testKeyOf(workspaceId, one)) ?? null));
    },
    listOffers: async (workspaceId) => {
      const [ollama, known] = await Promise.all([findOllama(), reader.read(workspaceId)]);
      const isConnected = known.some(({ name, baseUrl }) => name === ollama?.name || baseUrl === ollama?.baseUrl);
      return ollama && !isConnected ? [ollama] : [];
    },
    sealKey: ({ workspaceId, name }, apiKey) => ({
      sealedKey: box.seal(apiKey, { workspaceId, field: toKeyField(name) }),
      keyHint: toKeyHint(apiKey),
    }),
    test: async (workspaceId, subject, { signal }) => {
      const startedMs = performance.now();
      if ('draft' in subject) return toTested(await listRemoteModels({ ...subject.draft, fetch }, signal), startedMs);
      const { name } = subject;
      const connection = (await reader.read(workspaceId)).find((one) => one.name === name);
      if (!connection) throw new AppError('connection.not-found', `There is no connection ${name}.`);
      const tested = toTested(await remoteModels.ask(workspaceId, connection, signal), startedMs);
      tests.set(testKeyOf(workspaceId, connection), { ...tested, at: new Date().toISOString() });
      return tested;
    },
    forget: (workspaceId) => reader.forget(workspaceId),
  };
};
