import type { Connection } from '@signalbox/contracts';
import { AppError } from '@signalbox/contracts';
import { type Database, listConnections } from '@signalbox/database';

import type { ConnectionShelf } from '../services.ts';

const environment: Connection = {
  name: 'google',
  kind: 'google',
  baseUrl: null,
  source: 'environment',
  key: 'kept',
  keyHint: null,
  updatedBy: null,
  updatedAt: null,
  lastTest: null,
};

/** Connections over the database alone: keys are turned round in place of sealed, and nothing is asked. */
export const createTestShelf = ({ db }: Database): ConnectionShelf => {
  const list: ConnectionShelf['list'] = async (workspaceId) => {
    const own = (await listConnections(db, { workspaceId })).map(({ sealedKey, updatedBy, ...shown }): Connection => {
      const key = sealedKey === null ? 'none' : 'kept';
      return { ...shown, source: 'workspace', key, updatedBy: updatedBy.name, lastTest: null };
    });
    return own.some(({ name }) => name === environment.name) ? own : [...own, environment];
  };
  return {
    list,
    listOffers: async () => [{ name: 'ollama', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1' }],
    sealKey: (_, apiKey) => ({ sealedKey: apiKey.split('').toReversed().join(''), keyHint: null }),
    test: async (workspaceId, subject) => {
      const known = await list(workspaceId);
      if ('draft' in subject || known.some(({ name }) => name === subject.name)) {
        return { ok: true, latencyMs: 1, models: 2 };
      }
      throw new AppError('connection.not-found', `There is no connection ${subject.name}.`);
    },
    forget: () => undefined,
  };
};
