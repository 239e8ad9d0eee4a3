import type { ModelCatalog } from '@signalbox/api';
import { AppError, emptyUsage, type Model } from '@signalbox/contracts';
import type { ModelSource } from '@signalbox/engine';
import type { ModelRegistry } from '@signalbox/models';

import type { ConnectionReader, KnownConnection } from './connection-reader.ts';
import { createModelFaultFinder } from './create-model-fault-finder.ts';
import { createPriceReaders } from './create-price-readers.ts';
import { createProviders, findConnectionPrice } from './create-providers.ts';
import { defaultModels, toPreference } from './default-models.ts';
import { listUnlistedModels } from './list-unlisted-models.ts';
import type { ProviderFactories } from './provider-factories.ts';
import { type RemoteModel, toUnlistedModel } from './remote-model.ts';
import type { RemoteModels } from './remote-models.ts';
import { toModel } from './to-model.ts';
import { toShippedPrice } from './to-shipped-price.ts';

/** What a connection runs unless a model is asked for; undefined when only its server can say. */
const toUsualModel = ({ model, kind, baseUrl }: KnownConnection): string | undefined =>
  model ?? (baseUrl === null ? defaultModels[kind] : undefined);

/** What a connection's server lists, and what it runs usually even if that is not listed. */
const withUsualModel = (connection: KnownConnection, listed: readonly RemoteModel[]): readonly RemoteModel[] => {
  const usual = toUsualModel(connection);
  const isListed = usual === undefined || listed.some(({ model }) => model === usual);
  return isListed ? listed : [toUnlistedModel(usual), ...listed];
};

const withDefaultFirst = (models: readonly Model[], chosen: Pick<Model, 'provider' | 'model'>): Model[] => {
  const isDefault = (one: Model): boolean => one.provider === chosen.provider && one.model === chosen.model;
  const all = models.map((one) => ({ ...one, isDefault: isDefault(one) }));
  return all.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault));
};

/** Whether the providers can tell what a call of a model costs. */
const createPriceCheck =
  (provider: ModelSource['provider']): ModelCatalog['hasPrice'] =>
  async (workspaceId, id, model) => {
    const found = await provider(workspaceId, id);
    return (found?.price(model, emptyUsage, new Date()) ?? null) !== null;
  };

/**
 * The models of workspaces: those of the built-in providers, and those of their connections. A connection that changes, or
 * a price for it, is another provider from the next call on, within a second.
 */
export const createModelSource = (parts: {
  /** Of every workspace; no connection takes the name of one. */
  readonly builtIn: ModelRegistry;
  readonly reader: ConnectionReader;
  readonly remoteModels: RemoteModels;
  readonly factories: ProviderFactories;
  /** What requests to servers of models go out through. */
  readonly fetch: typeof globalThis.fetch;
}): ModelSource & ModelCatalog => {
  const { builtIn, reader, remoteModels, factories, fetch } = parts;
  const toProvider = createProviders(factories, fetch);

  const provider: ModelSource['provider'] = async (workspaceId, id) => {
    const known = builtIn.provider(id);
    if (known) return known;
    const connection = (await reader.read(workspaceId)).find(({ name }) => name === id);
    return connection && toProvider(workspaceId, connection);
  };

  const defaultModel: ModelSource['defaultModel'] = async (workspaceId) => {
    const connections = (await reader.read(workspaceId)).filter((one) => toProvider(workspaceId, one));
    for (const connection of connections.toSorted((left, right) => toPreference(left) - toPreference(right))) {
      const model = toUsualModel(connection) ?? (await remoteModels.list(workspaceId, connection))[0]?.model;
      if (model !== undefined) return { provider: connection.name, model };
    }
    return builtIn.defaultModel();
  };

  const listOf = async (workspaceId: string, connection: KnownConnection): Promise<Model[]> => {
    const own = toProvider(workspaceId, connection);
    if (!own) return [];
    const all = withUsualModel(connection, await remoteModels.list(workspaceId, connection));
    return [...all, ...listUnlistedModels(connection.ownPrices, all)].map((one) => toModel(own, one));
  };

  const hasPrice = createPriceCheck(provider);
  return {
    provider,
    defaultModel,
    hasPrice,
    ...createPriceReaders({ builtIn, reader }),
    findFault: createModelFaultFinder({ reader, remoteModels, isBuiltIn: (id) => builtIn.hasProvider(id), hasPrice }),
    hasProvider: async (workspaceId, id) => (await provider(workspaceId, id)) !== undefined,
    findShippedPrice: async (workspaceId, id, model) => {
      const connection = (await reader.read(workspaceId)).find(({ name }) => name === id);
      if (!connection) throw new AppError('connection.not-found', `There is no connection ${id}.`);
      const price = findConnectionPrice(connection, model);
      return price ? toShippedPrice(price) : null;
    },
    findParameters: async (workspaceId, id) => {
      const found = await provider(workspaceId, id);
      return found && { title: found.title, schema: found.parameters };
    },
    list: async (workspaceId) => {
      const [connections, chosen] = await Promise.all([reader.read(workspaceId), defaultModel(workspaceId)]);
      const lists = await Promise.all(connections.map((connection) => listOf(workspaceId, connection)));
      return withDefaultFirst([...lists.flat(), ...builtIn.list()], chosen);
    },
  };
};
