import type { ModelCatalog } from '@signalbox/api';
import { emptyUsage, type Model } from '@signalbox/contracts';
import type { ModelSource } from '@signalbox/engine';
import {
  createPricing,
  findContextWindow,
  findPriceProvider,
  type ModelProvider,
  type ModelRegistry,
} from '@signalbox/models';
import { LRUCache } from 'lru-cache';

import type { ConnectionReader, KnownConnection } from './connection-reader.ts';
import { createUnreadableProvider } from './create-unreadable-provider.ts';
import { defaultModels, preferredConnections } from './default-models.ts';
import type { ProviderFactories } from './provider-factories.ts';
import type { RemoteModel } from './remote-model-lists.ts';
import type { RemoteModels } from './remote-models.ts';

const maxCachedProviders = 1000;

const vendorTitles: Readonly<Record<string, string>> = { anthropic: 'Anthropic', openai: 'OpenAI', google: 'Google' };

const toRank = ({ name }: KnownConnection): number => {
  const rank = preferredConnections.indexOf(name);
  return rank < 0 ? preferredConnections.length : rank;
};

/** What a connection runs unless a model is asked for; undefined when only its server can say. */
const toUsualModel = ({ model, kind, baseUrl }: KnownConnection): string | undefined =>
  model ?? (baseUrl === null ? defaultModels[kind] : undefined);

/** Whose prices a connection has: its vendor's, or those of the service at its address; undefined when nobody knows. */
const toPriceProvider = ({ kind, baseUrl }: KnownConnection): string | undefined =>
  kind === 'openai-compatible' ? findPriceProvider(baseUrl ?? '') : kind;

/** Dollars for a million tokens of a small request. */
const toListPrice = (provider: ModelProvider, model: string): Model['price'] => {
  const cost = provider.price(model, { ...emptyUsage, inputFresh: 1, outputText: 1 }, new Date());
  const [input, output] = cost?.lines ?? [];
  if (!input || !output) return null;
  return {
    inputUsdPerMTok: input.nanoUsdPerMillionTokens / 1e9,
    outputUsdPerMTok: output.nanoUsdPerMillionTokens / 1e9,
  };
};

const toModel = (provider: ModelProvider, { model, title, contextWindow }: RemoteModel): Model => ({
  id: `${provider.id}/${model}`,
  provider: provider.id,
  model,
  title,
  isScripted: false,
  isDefault: false,
  contextWindow: contextWindow ?? provider.contextWindow(model),
  price: toListPrice(provider, model),
});

/** Makes the providers of connections, each once while its connection stays as it is. */
const createProviders = (factories: ProviderFactories, fetch: typeof globalThis.fetch) => {
  const made = new LRUCache<string, ModelProvider>({ max: maxCachedProviders });

  const make = (known: KnownConnection): ModelProvider | undefined => {
    const { name, kind, baseUrl, key } = known;
    const title = vendorTitles[name] ?? name;
    if (key.state === 'unreadable') return createUnreadableProvider(name, title);
    const apiKey = key.state === 'kept' ? key.apiKey : null;
    const prices = toPriceProvider(known);
    return factories[kind]?.({
      id: name,
      title,
      connection: { apiKey, baseUrl, fetch },
      price: createPricing(prices),
      ...(prices !== undefined && { contextWindow: (model) => findContextWindow(prices, model) }),
    });
  };

  return (workspaceId: string, connection: KnownConnection): ModelProvider | undefined => {
    const { name, source, revision } = connection;
    const cacheKey = JSON.stringify([source === 'workspace' ? workspaceId : '', name, revision]);
    const provider = made.get(cacheKey) ?? make(connection);
    if (provider) made.set(cacheKey, provider);
    return provider;
  };
};

/**
 * The models of workspaces: those of the built-in providers, and those of their connections. A connection that changes is
 * another provider from the next call on, within a second.
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
    for (const connection of connections.toSorted((left, right) => toRank(left) - toRank(right))) {
      const model = toUsualModel(connection) ?? (await remoteModels.list(workspaceId, connection))[0]?.model;
      if (model !== undefined) return { provider: connection.name, model };
    }
    return builtIn.defaultModel();
  };

  const listOf = async (workspaceId: string, connection: KnownConnection): Promise<Model[]> => {
    const own = toProvider(workspaceId, connection);
    if (!own) return [];
    const usual = toUsualModel(connection);
    const remote = await remoteModels.list(workspaceId, connection);
    const isListed = usual === undefined || remote.some(({ model }) => model === usual);
    const all = isListed ? remote : [{ model: usual, title: usual, contextWindow: null }, ...remote];
    return all.map((one) => toModel(own, one));
  };

  return {
    provider,
    defaultModel,
    hasProvider: async (workspaceId, id) => (await provider(workspaceId, id)) !== undefined,
    list: async (workspaceId) => {
      const [connections, chosen] = await Promise.all([reader.read(workspaceId), defaultModel(workspaceId)]);
      const lists = await Promise.all(connections.map((connection) => listOf(workspaceId, connection)));
      const isDefault = (one: Model): boolean => one.provider === chosen.provider && one.model === chosen.model;
      const all = [...lists.flat(), ...builtIn.list()].map((one) => ({ ...one, isDefault: isDefault(one) }));
      return all.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault));
    },
  };
};
