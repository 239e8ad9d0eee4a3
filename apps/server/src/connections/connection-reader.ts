import type { ConnectionKind } from '@signalbox/contracts';
import {
  type Database,
  listConnections,
  listCurrentPrices,
  type StoredConnection,
  type StoredPrice,
} from '@signalbox/database';
import type { OwnPrice } from '@signalbox/models';
import { LRUCache } from 'lru-cache';

import type { SecretBox } from '../secrets/create-secret-box.ts';
import type { EnvironmentConnection } from './to-environment-connections.ts';

/** A changed connection or price is in use on every process within this time. */
const cacheMs = 1000;
const maxCachedWorkspaces = 1000;

type KnownKey = { readonly state: 'none' | 'unreadable' } | { readonly state: 'kept'; readonly apiKey: string };

/** A connection with its key opened: stays in this process. */
export interface KnownConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly key: KnownKey;
  readonly keyHint: string | null;
  readonly source: 'workspace' | 'environment';
  /** What runs on it unless another model is asked for; null when nobody said. */
  readonly model: string | null;
  readonly updatedBy: string | null;
  readonly updatedAt: string | null;
  /** Another one when anything of it changes but the prices. */
  readonly revision: string;
  /** What the workspace set for its models, in the order of insertion. */
  readonly ownPrices: readonly OwnPrice[];
  /** Another one when a price is added; empty without any. */
  readonly priceRevision: string;
}

type Unpriced = Omit<KnownConnection, 'ownPrices' | 'priceRevision'>;

/** What workspaces keep about their connections and prices, over what the environment gives all of them. */
export interface ConnectionReader {
  /** By name; at most a second old. */
  read(workspaceId: string): Promise<readonly KnownConnection[]>;
  forget(workspaceId: string): void;
}

const shortestHintedKey = 20;

/** The last four characters, of a key so long that they give nothing away. */
export const toKeyHint = (apiKey: string): string | null =>
  apiKey.length >= shortestHintedKey ? apiKey.slice(-4) : null;

/** The place of a connection's key, for the secret box. */
export const toKeyField = (name: string): string => `connections/${name}/key`;

const fromEnvironment = ({ apiKey, ...connection }: EnvironmentConnection): Unpriced => ({
  ...connection,
  key: apiKey === null ? { state: 'none' } : { state: 'kept', apiKey },
  keyHint: apiKey === null ? null : toKeyHint(apiKey),
  source: 'environment',
  updatedBy: null,
  updatedAt: null,
  revision: 'environment',
});

const openKey = (box: SecretBox, workspaceId: string, { name, sealedKey }: StoredConnection): KnownKey => {
  if (sealedKey === null) return { state: 'none' };
  const opened = box.open(sealedKey, { workspaceId, field: toKeyField(name) });
  return opened.state === 'open' ? { state: 'kept', apiKey: opened.text } : { state: 'unreadable' };
};

const withPrices = (connection: Unpriced, prices: readonly StoredPrice[]): KnownConnection => {
  const ownPrices = prices.filter(({ provider }) => provider === connection.name);
  return { ...connection, ownPrices, priceRevision: ownPrices.map(({ id }) => id).join(' ') };
};

/** Reads connections and their prices from the database, once a second and workspace at most. */
export const createConnectionReader = (parts: {
  readonly database: Database;
  readonly box: SecretBox;
  readonly environment: readonly EnvironmentConnection[];
}): ConnectionReader => {
  const { database, box, environment } = parts;
  const shared = environment.map(fromEnvironment);
  const cache = new LRUCache<string, Promise<readonly KnownConnection[]>>({ max: maxCachedWorkspaces, ttl: cacheMs });

  const toKnown = (workspaceId: string, stored: StoredConnection): Unpriced => {
    const { sealedKey, updatedBy, ...shown } = stored;
    const key = openKey(box, workspaceId, stored);
    const revision = [stored.kind, stored.baseUrl, sealedKey, stored.updatedAt].join(' ');
    return { ...shown, key, source: 'workspace', model: null, updatedBy: updatedBy.name, revision };
  };

  const readAnew = async (workspaceId: string): Promise<readonly KnownConnection[]> => {
    const [rows, prices] = await Promise.all([
      listConnections(database.db, { workspaceId }),
      listCurrentPrices(database.db, { workspaceId }),
    ]);
    const own = rows.map((row) => toKnown(workspaceId, row));
    const names = new Set(own.map(({ name }) => name));
    const all = [...own, ...shared.filter(({ name }) => !names.has(name))];
    return all
      .map((connection) => withPrices(connection, prices))
      .toSorted((left, right) => left.name.localeCompare(right.name));
  };

  return {
    read: (workspaceId) => {
      const known = cache.get(workspaceId);
      if (known) return known;
      const read = readAnew(workspaceId);
      cache.set(workspaceId, read);
      read.catch(() => {
        if (cache.get(workspaceId) === read) cache.delete(workspaceId);
      });
      return read;
    },
    forget: (workspaceId) => void cache.delete(workspaceId),
  };
};
